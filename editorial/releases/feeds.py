"""The changes of the list as an Atom feed: one entry for each service and night."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.contrib.syndication.views import Feed
from django.http import HttpRequest, HttpResponse, HttpResponseBadRequest
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import cache_control
from django.views.decorators.http import etag, require_safe

from accounts.mail import absolute
from core.feeds import SteadyAtom
from core.frame import frame_for
from core.text import searchable
from editorial.models import ListChange
from editorial.releases.forms import SinceForm
from editorial.releases.showing import shown_change

ENTRIES = 100


class ListFeed(Feed):
    """The latest changes; `?dal=` asks for those since a day."""

    feed_type = SteadyAtom
    language = "it"

    def get_object(self, request: HttpRequest) -> dict[str, Any]:
        """Whose feed it is, and since when."""
        return {"settings": frame_for(request).settings, "since": _since(request)}

    def title(self, obj: dict[str, Any]) -> str:
        """`Elenco dei servizi: che cosa cambia – Sportello Sociale Cremona`."""
        settings = obj["settings"]
        name = f"{settings.service_name} {settings.comune}"
        return f"Elenco dei servizi: che cosa cambia – {name}"

    def subtitle(self, obj: dict[str, Any]) -> str:
        """What it is."""
        return "Servizi nuovi, chiusi, sospesi o cambiati. Si aggiorna ogni notte."

    def link(self, obj: dict[str, Any]) -> str:
        """The page with the same news."""
        return reverse("list_news")

    def feed_guid(self, obj: dict[str, Any]) -> str:
        """Lasts as long as the site's address."""
        return absolute(reverse("list_feed"))

    def items(self, obj: dict[str, Any]) -> list[ListChange]:
        """The newest first: one query."""
        rows = ListChange.objects.since(obj["since"] or dt.date.min).order_by("-pk")
        return [row for row in rows[:ENTRIES] if row.change]

    def item_title(self, item: Any) -> str:
        """`Mensa sociale: chiuso`."""
        return f"{item.title}: {', '.join(item.change.labels).lower()}"

    def item_description(self, item: Any) -> str:
        """What changed, in sentences."""
        return " ".join(shown_change(item.change).sentences)

    def item_link(self, item: ListChange) -> str:
        """The sheet; of one that is gone, the news of that day."""
        after = item.lines[1]
        news = f"{reverse('list_news')}?dal={item.noted_on:%d/%m/%Y}"
        return after.url if after and after.url else news

    def item_guid(self, item: ListChange) -> str:
        """An address that nobody opens, the same for ever."""
        return f"{absolute(reverse('list_feed'))}#{item.pk}"

    def item_pubdate(self, item: ListChange) -> dt.datetime:
        """When it was noted."""
        return item.noted_at

    def item_updateddate(self, item: ListChange) -> dt.datetime:
        """An entry does not change."""
        return item.noted_at


def _since(request: HttpRequest) -> dt.date | None:
    """The day asked for. Raises ValueError where it is none."""
    if "dal" not in request.GET:
        return None
    form = SinceForm(request.GET, on=timezone.localdate())
    if not form.is_valid():
        raise ValueError(form.errors["dal"][0])
    day: dt.date = form.cleaned_data["dal"]
    return day


def _mark(request: HttpRequest) -> str:
    """Changes with each change that is noted: a reader that has it all is told so at once."""
    since = searchable(request.GET.get("dal", ""), 10)
    return f'"{ListChange.objects.last_number()}-{since}"'


@require_safe
@cache_control(public=True, max_age=300)
@etag(lambda request: _mark(request).encode("ascii", "replace").decode())
def feed(request: HttpRequest) -> HttpResponse:
    """The feed; 400 in words where the day is none."""
    try:
        return ListFeed()(request)
    except ValueError as error:
        return HttpResponseBadRequest(
            str(error), content_type="text/plain; charset=utf-8"
        )
