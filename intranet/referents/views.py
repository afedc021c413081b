"""Pages on which referents are found and called."""

from __future__ import annotations

from typing import Any

from django.db.models import prefetch_related_objects
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.generic import TemplateView, View

from core.text import searchable
from intranet.limits.actions import reveal
from intranet.limits.alerts import tell_administrators
from intranet.models import Referent
from intranet.referents import reading, whom
from intranet.referents.permissions import bodies_to_keep, can_keep, can_set_away
from intranet.referents.wording import moment_in_words
from intranet.views import IntranetMixin

FRAGMENT = "X-Fragment"


def is_fragment(request: HttpRequest) -> bool:
    """A script asks for the part of a page that changes."""
    return FRAGMENT in request.headers


class ReferentsView(IntranetMixin, TemplateView):
    """Search as you type; without a script, by GET."""

    def get_template_names(self) -> list[str]:
        name = "results" if is_fragment(self.request) else "index"
        return [f"intranet/referents/{name}.html"]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        text = searchable(self.request.GET.get("q", ""), 100)
        found = reading.find(text, self.access, timezone.localtime())
        more: dict[str, Any] = {"text": text, "found": found}
        if not is_fragment(self.request):
            more["choices"] = whom.choices(self.access)
            more["keeps"] = bool(bodies_to_keep(self.access))
        return super().get_context_data(**more, **kwargs)


class NowView(IntranetMixin, TemplateView):
    """ "Chi chiamo adesso per …"."""

    template_name = "intranet/referents/now.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        subject = searchable(self.request.GET.get("per", ""), 100)
        area = searchable(self.request.GET.get("comune", ""), 100)
        moment = timezone.localtime()
        return super().get_context_data(
            choices=whom.choices(self.access),
            advice=whom.advise(subject, area, self.access, moment),
            subject=subject,
            area=area,
            **kwargs,
        )


class PrintView(IntranetMixin, TemplateView):
    """Names and subjects of the counterparts, without contacts."""

    template_name = "intranet/referents/print.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        rows = Referent.objects.visible_to(self.access).of_others(self.access)
        full = reading.full(rows).order_by("organisation__title", "name_key", "pk")
        found = reading.lines(full, self.access, timezone.localtime())
        return super().get_context_data(lines=found, on=self.today, **kwargs)


class OneMixin(IntranetMixin):
    """A view about one referent whom this person may see; else there is none."""

    kwargs: dict[str, Any]

    @property
    def referent(self) -> Referent:
        """Read once a request: lists follow where they are shown."""
        rows = Referent.objects.visible_to(self.access)
        rows = rows.select_related("organisation", "desk")
        return get_object_or_404(rows, pk=self.kwargs["pk"])


class ReferentView(OneMixin, TemplateView):
    """One referent, without the contacts."""

    template_name = "intranet/referents/referent.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        one = self.referent
        prefetch_related_objects([one], *reading.LISTS)
        (line,) = reading.lines([one], self.access, timezone.localtime())
        more = {
            "substitute": reading.substitutes_of([one], self.access).get(one.pk),
            "can_keep": can_keep(self.access, one),
            "can_set_away": can_set_away(self.access, one),
        }
        return super().get_context_data(line=line, referent=one, **more, **kwargs)


class ContactsView(OneMixin, View):
    """ "Mostra i contatti": counted, written down, and refused beyond the limit."""

    http_method_names = ["get", "post"]

    def get(self, request: HttpRequest, *_: Any, **__: Any) -> HttpResponse:
        """Nothing is shown by an address alone."""
        return redirect("referent", pk=self.referent.pk)

    def post(self, request: HttpRequest, *_: Any, **__: Any) -> HttpResponse:
        one, at = self.referent, timezone.now()
        shown = reveal(referent=one, access=self.access, at=at)
        context: dict[str, Any] = {"referent": one, "stop": shown.stop}
        if shown.is_first:
            tell_administrators(self.today)
        if shown.stop:
            opens = timezone.localtime(shown.stop.opens_at)
            context["opens"] = moment_in_words(opens, timezone.localtime(at))
        name = "contacts" if is_fragment(request) else "contacts_page"
        status = 429 if shown.stop else 200
        return render(
            request, f"intranet/referents/{name}.html", context, status=status
        )
