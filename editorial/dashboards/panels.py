"""The panel on the admin's first page: what a person can put right, each line with the way."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.middleware.csrf import get_token
from django.urls import reverse
from django.utils import timezone
from wagtail.admin.ui.components import Component

from core.dates import from_day
from core.report_access import can_read_reports
from directory.models import OrganisationPage
from editorial.dashboards.missing import Gap, gaps_of
from editorial.dashboards.reports import (
    broken_links,
    due_pages,
    incomplete_pages,
    link_place_url,
)
from editorial.freshness.querysets import due_day
from editorial.scope import Bodies, edit_url

SHOWN = 6


@dataclass(frozen=True)
class Line:
    """One thing to do; `page_id` where a click confirms the page."""

    title: str
    url: str
    note: str = ""
    body: str = ""
    page_id: int = 0
    gaps: tuple[Gap, ...] = ()


@dataclass(frozen=True)
class Part:
    """One kind of things to do: the first of them, and how many there are."""

    heading: str
    total: int
    lines: list[Line]
    report: str

    @property
    def rest(self) -> int:
        """How many are not shown."""
        return self.total - len(self.lines)


class ToDoPanel(Component):
    """What is due, what is broken, what is missing; a kind word where there is nothing."""

    name = "editorial_to_do"
    template_name = "editorial/dashboards/to_do.html"
    order = 120

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        request = parent_context["request"]
        user, on = request.user, timezone.localdate()
        bodies = Bodies()
        found = (_due(user, on, bodies), _links(user, bodies), _missing(user, bodies))
        return {
            "parts": [part for part in found if part.total],
            "by_body_url": _by_body_url(user),
            "names_bodies": len({line.body for p in found for line in p.lines}) > 1,
            "csrf_token": get_token(request),
            "here": reverse("wagtailadmin_home"),
        }


def _by_body_url(user: Any) -> str:
    return reverse("editorial_by_body") if can_read_reports(user) else ""


def _due(user: Any, on: dt.date, bodies: Bodies) -> Part:
    rows = due_pages(user, on)
    lines = [
        Line(
            page.title,
            edit_url(page.pk, OrganisationPage),
            _when(page, on),
            bodies.title_of(page.path),
            page_id=page.pk,
        )
        for page in rows[:SHOWN]
    ]
    return Part("Da verificare", rows.count(), lines, reverse("editorial_due"))


def _when(page: Any, on: dt.date) -> str:
    if page.reviewed_on is None:
        return "mai verificata"
    due = due_day(page)
    if due == on:
        return "da verificare oggi"
    return f"da verificare {from_day(due, with_year=True)}"


def _links(user: Any, bodies: Bodies) -> Part:
    rows = broken_links(user)
    lines = [
        Line(
            row.page.title,
            link_place_url(row),
            f"{row.place}: {row.link.problem} – {row.link.url}",
            bodies.title_of(row.page.path),
        )
        for row in rows[:SHOWN]
    ]
    return Part("Collegamenti rotti", rows.count(), lines, reverse("editorial_links"))


def _missing(user: Any, bodies: Bodies) -> Part:
    rows = incomplete_pages(user)
    lines = [
        Line(
            page.title,
            edit_url(page.pk, OrganisationPage),
            body=bodies.title_of(page.path),
            gaps=tuple(gaps_of(page)),
        )
        for page in rows[:SHOWN]
    ]
    report = reverse("editorial_missing")
    return Part("Informazioni che mancano", rows.count(), lines, report)
