"""What the public pages of the list show; a fixed number of queries each."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.core.paginator import Page as Slice
from django.core.paginator import Paginator
from django.db.models import Prefetch, QuerySet
from django.http import HttpRequest
from django.urls import reverse

from directory.reading import index_trail
from editorial.models import ListChange, ListRelease, ReleaseFile
from editorial.releases.comparing import Change, counted
from editorial.releases.forms import SinceForm
from editorial.releases.journal import begun_on, net
from editorial.releases.news import changes_of
from editorial.releases.words import told

TITLE = "Elenco dei servizi da scaricare"
PER_PAGE = 20
CHANGES_PER_PAGE = 30
# Without a day the news are those of the last month.
LATELY = dt.timedelta(days=31)


@dataclass(frozen=True)
class ShownChange:
    """One service with what became of it. No address where its sheet is gone."""

    title: str
    url: str
    labels: list[str]
    sentences: list[str]


def shown_change(change: Change) -> ShownChange:
    """A change as pages and feed tell it."""
    url = change.after.url if change.after else ""
    return ShownChange(change.line.title, url, change.labels, told(change))


def with_files(releases: QuerySet) -> QuerySet:
    """Lists with their files, of which the bytes stay where they are."""
    files = ReleaseFile.objects.defer("content").order_by("format")
    own = releases.select_related("withdrawal")
    return own.prefetch_related(Prefetch("files", files))


def list_context(request: HttpRequest) -> dict[str, Any]:
    """All lists, the newest first."""
    releases = with_files(ListRelease.objects.listed())
    return {
        "breadcrumb": index_trail("services", request),
        "breadcrumb_current": TITLE,
        "releases": _slice(releases, request, PER_PAGE),
    }


def release_context(release: ListRelease, request: HttpRequest) -> dict[str, Any]:
    """One list: its files, and what changed since the one before."""
    withdrawal = getattr(release, "withdrawal", None)
    changes = [] if withdrawal else changes_of(release)
    return {
        "breadcrumb": [*index_trail("services", request), (TITLE, _home())],
        "breadcrumb_current": f"Elenco n. {release.number}",
        "release": release,
        "withdrawal": withdrawal,
        "counted": counted(changes),
        "changes": _shown(changes, request),
    }


def news_context(request: HttpRequest, on: dt.date) -> dict[str, Any]:
    """What changed since the day asked for; the form with its error where it is none."""
    asked = request.GET if "dal" in request.GET else None
    lately = on - LATELY
    form = SinceForm(asked, on=on, initial={"dal": lately})
    is_wrong = asked is not None and not form.is_valid()
    since = lately if asked is None or is_wrong else form.cleaned_data["dal"]
    changes = [] if is_wrong else net(ListChange.objects.since(since))
    return {
        "breadcrumb": [*index_trail("services", request), (TITLE, _home())],
        "breadcrumb_current": "Che cosa è cambiato",
        "form": form,
        "since": None if is_wrong else since,
        "begun_on": begun_on(),
        "counted": counted(changes),
        "changes": _shown(changes, request),
        "query": f"dal={since:%d/%m/%Y}&",
    }


def _shown(changes: list[Change], request: HttpRequest) -> Slice:
    rows = _slice(changes, request, CHANGES_PER_PAGE)
    rows.object_list = [shown_change(change) for change in rows.object_list]
    return rows


def _slice(rows: Any, request: HttpRequest, number: int) -> Slice:
    return Paginator(rows, number).get_page(request.GET.get("pagina"))


def _home() -> str:
    return reverse("list_releases")
