"""Changes of services and overdue pages, by body: a fixed number of queries."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db.models import CharField, Exists, ExpressionWrapper, F, OuterRef
from wagtail.models import Page

from core.addresses import address_of
from directory.models import OrganisationPage
from editorial.freshness.querysets import due_day, needing_review
from editorial.models import ListChange
from editorial.releases.comparing import Change
from editorial.releases.journal import net

# Of each kind and body; the rest is counted.
SHOWN = 10
# On a home that has more to say.
FEW = 5
NEVER = "mai verificata"


@dataclass(frozen=True)
class Line:
    """A service or a page, with what became of it."""

    title: str
    url: str
    note: str


@dataclass
class OfBody:
    """What there is to say about one body."""

    title: str
    changed: list[Line] = field(default_factory=list)
    overdue: list[Line] = field(default_factory=list)

    @property
    def more_changed(self) -> int:
        """How many are not shown."""
        return len(self.changed[SHOWN:])

    @property
    def more_overdue(self) -> int:
        """How many are not shown."""
        return len(self.overdue[SHOWN:])

    @property
    def shown_changed(self) -> list[Line]:
        """The first ones."""
        return self.changed[:SHOWN]

    @property
    def shown_overdue(self) -> list[Line]:
        """The first ones."""
        return self.overdue[:SHOWN]


def by_body(since: dt.date, bodies: Collection[int], on: dt.date) -> list[OfBody]:
    """Each body by name, also one of which there is nothing to say."""
    pages = OrganisationPage.objects.published().filter(pk__in=bodies)
    rows = pages.order_by("title").values_list("path", "translation_key", "title")
    by_path = {path: OfBody(title) for path, _, title in rows}
    by_key = {str(key): by_path[path] for path, key, _ in rows}
    for change in net(ListChange.objects.since(since)):
        for key in _concerned(change) & by_key.keys():
            by_key[key].changed.append(_changed(change))
    for page in needing_review(on).order_by("title"):
        of_body = _keeper(page.path, by_path)
        if of_body:
            url = address_of(page.url_path)
            of_body.overdue.append(Line(page.title, url, _since(page)))
    return list(by_path.values())


def to_confirm(bodies: Collection[int], on: dt.date) -> list[Line]:
    """Pages of these bodies whose check is due, one more than `FEW` at most: one query."""
    rows = OrganisationPage.objects.published().filter(pk__in=bodies)
    below = ExpressionWrapper(OuterRef("path"), output_field=CharField())
    keepers = rows.annotate(below=below).filter(below__startswith=F("path"))
    due = needing_review(on).filter(Exists(keepers)).order_by("title")[: FEW + 1]
    return [Line(one.title, address_of(one.url_path), _since(one)) for one in due]


def _since(page: Any) -> str:
    day = due_day(page)
    # Of a page that came out on no known day there is none to tell.
    return f"da verificare dal {day:%d/%m/%Y}" if day > dt.date.min else NEVER


def _keeper(path: str, by_path: Mapping[str, OfBody]) -> OfBody | None:
    """The body in whose branch a page lies: no body lies below another."""
    ends = range(len(path), 0, -Page.steplen)
    return next((by_path[path[:end]] for end in ends if path[:end] in by_path), None)


def _concerned(change: Change) -> set[str]:
    """Who keeps the sheet, now or before: a desk of another body is no news of that body."""
    lines = (change.before, change.after)
    return {line.keeper.key for line in lines if line and line.keeper}


def _changed(change: Change) -> Line:
    url = change.after.url if change.after else ""
    return Line(change.line.title, url, ", ".join(change.labels).lower())
