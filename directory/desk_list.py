"""The list of desks: by municipality and kind, those open now if asked."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.apps import apps
from django.core.paginator import Page as Slice
from django.db.models import Count, QuerySet
from django.http import HttpRequest
from django.utils import timezone

from core.frame import frame_for
from core.querysets import Listed, composed, published_q
from directory import desk_reading
from directory.desk_hours import patron_of
from directory.groupings import page_of
from directory.opening_hours import Patron, State
from directory.vocabulary import terms


@dataclass(frozen=True)
class Choice:
    """One value of a filter, with how many desks it leaves."""

    code: str
    name: str
    count: int
    is_chosen: bool


@dataclass(frozen=True)
class DeskFilter:
    """What the reader asked: `?comune=…&tipo=…&aperto=1`. Unknown values find nothing."""

    municipality: str = ""
    kind: str = ""
    open_now: bool = False

    @classmethod
    def of(cls, request: HttpRequest) -> DeskFilter:
        """Read from the address."""
        get = request.GET
        return cls(
            get.get("comune", "")[:80].replace("\0", ""),
            get.get("tipo", "")[:40].replace("\0", ""),
            get.get("aperto") == "1",
        )

    @property
    def is_narrow(self) -> bool:
        """True where anything is asked."""
        return bool(self.municipality or self.kind or self.open_now)

    @property
    def query(self) -> str:
        """The part of the address that keeps the filters on the next page."""
        asked = {
            "comune": self.municipality,
            "tipo": self.kind,
            "aperto": "1" if self.open_now else "",
        }
        kept = {name: value for name, value in asked.items() if value}
        return f"{urlencode(kept)}&" if kept else ""

    def apply(self, desks: Any, at: dt.datetime) -> Any:
        """Desks that pass, hours apart."""
        if self.municipality:
            desks = desks.filter(municipality__code=self.municipality)
        if self.kind:
            desks = desks.filter(kind=self.kind)
        return desks.maybe_open_at(at) if self.open_now else desks


def desk_index_context(request: HttpRequest) -> dict[str, Any]:
    """Context of `directory/desk_index_page.html`."""
    now = timezone.localtime()
    asked = DeskFilter.of(request)
    patron = patron_of(frame_for(request).settings)
    desks = _slice(asked, now, patron, request)
    return {
        "now": now,
        "asked": asked,
        "search_desks": [("tipo", "sportelli")],
        "municipalities": _municipalities(asked),
        "kinds": _kinds(asked),
        "desks": desks,
        "has_map": any(view.marker for view in desks.object_list),
    }


def _cards() -> QuerySet:
    desks = apps.get_model("directory", "DeskPage").objects.published()
    return desks.cards().places_first()


def _slice(
    asked: DeskFilter,
    now: dt.datetime,
    patron: Patron | None,
    request: HttpRequest,
) -> Slice:
    """A page of views. The candidates open now are few: holidays and closures thin them here."""
    found: Any = asked.apply(_cards(), now) if asked.is_narrow else Listed(_cards)
    if asked.open_now:
        views = desk_reading.desk_views(list(found), now, patron)
        return page_of([view for view in views if view.state is State.OPEN], request)
    page = page_of(found, request)
    page.object_list = desk_reading.desk_views(list(page.object_list), now, patron)
    return page


@composed
def _counted(*, field: str) -> QuerySet:
    desks = apps.get_model("directory", "DeskPage").objects.filter(published_q())
    return (
        desks.order_by().values(field).annotate(n=Count("pk")).values_list(field, "n")
    )


def _counts(field: str) -> dict[str, int]:
    return dict(_counted(field=field))


def _municipalities(asked: DeskFilter) -> list[Choice]:
    counts = _counts("municipality__code")
    return [
        Choice(t.code, t.name, counts[t.code], t.code == asked.municipality)
        for t in terms(apps.get_model("directory", "Municipality"))
        if counts.get(t.code)
    ]


def _kinds(asked: DeskFilter) -> list[Choice]:
    counts = _counts("kind")
    labels = (
        apps.get_model("directory", "DeskPage")._meta.get_field("kind").choices or []
    )
    return [
        Choice(str(code), str(label), counts[str(code)], code == asked.kind)
        for code, label in labels
        if counts.get(str(code))
    ]
