"""What is shown of notices, in a number of queries that does not grow with them."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Q, prefetch_related_objects
from django.urls import reverse

from intranet.authoring.finding import matching
from intranet.authoring.sharing import Desk, desks_of, names_of
from intranet.entry.access import Access
from intranet.finding import Hit
from intranet.models import Importance, NoticeReceipt, StaffNotice
from intranet.notices.permissions import addressees

NEW_DAYS = 7
MOST_NEW = 5
MOST_TOLD = 50
BADGES = {Importance.URGENT: "danger", Importance.IMPORTANT: "warning"}


@dataclass(frozen=True)
class NoticeRow:
    """A notice with the own desks that have confirmed it, and those that have not."""

    notice: StaffNotice
    confirmed: tuple[Desk, ...] = ()
    missing: tuple[Desk, ...] = ()
    state: str = ""

    @property
    def badge(self) -> str:
        """A colour as a hint of its importance."""
        return BADGES.get(Importance(self.notice.importance), "")


@dataclass(frozen=True)
class BodyReceipts:
    """A body with its desks, each with the day on which it confirmed."""

    title: str
    desks: tuple[tuple[Desk, dt.date | None], ...]


def notice_rows(access: Access, notices: Iterable[StaffNotice]) -> list[NoticeRow]:
    """With what the own desks have confirmed: two queries."""
    notices = list(notices)
    desks = desks_of(access.bodies) if notices else []
    days = receipts_of(notices, desks)
    return [_row(access, notice, desks, days[notice.pk]) for notice in notices]


def _row(
    access: Access, notice: StaffNotice, desks: list[Desk], days: dict[int, dt.date]
) -> NoticeRow:
    asked = addressees(access, notice) if notice.is_in_force(access.on) else ()
    mine = [desk for desk in desks if desk.body in asked]
    return NoticeRow(
        notice,
        tuple(desk for desk in mine if desk.pk in days),
        tuple(desk for desk in mine if desk.pk not in days),
        _state(notice, access.on),
    )


def _state(notice: StaffNotice, on: dt.date) -> str:
    if notice.expires_on < on:
        return "scaduto"
    return "" if notice.starts_on <= on else "non ancora iniziato"


def receipts_of(
    notices: Sequence[StaffNotice], desks: Sequence[Desk]
) -> dict[int, dict[int, dt.date]]:
    """By notice and desk, the day of the confirmation: one query."""
    found: dict[int, dict[int, dt.date]] = defaultdict(dict)
    if not notices or not desks:
        return found
    rows = NoticeReceipt.objects.filter(
        notice__in=[notice.pk for notice in notices],
        desk__in=[desk.pk for desk in desks],
    )
    for notice, desk, day in rows.values_list("notice", "desk", "confirmed_on"):
        found[notice][desk] = day
    return found


def receipts_by_body(access: Access, notice: StaffNotice) -> list[BodyReceipts]:
    """For the author's body: which desks have confirmed, body by body: three queries."""
    asked = addressees(access, notice)
    desks = desks_of(asked)
    days = receipts_of([notice], desks)[notice.pk]
    return [
        BodyReceipts(title, tuple((d, days.get(d.pk)) for d in desks if d.body == body))
        for body, title in names_of(asked)
    ]


def panel(access: Access) -> dict[str, Any] | None:
    """On the home: urgent ones that own desks have not confirmed, then what is new.

    One query, three where something is urgent, one more where that is for some by name.
    """
    since = access.on - dt.timedelta(days=NEW_DAYS)
    in_force = StaffNotice.objects.in_force(access.on).addressed_to(access)
    told = Q(importance=Importance.URGENT) | Q(starts_on__gte=since)
    rows = list(in_force.filter(told).select_related("author_body")[:MOST_TOLD])
    urgent = [notice for notice in rows if notice.is_urgent]
    by_name = [notice for notice in urgent if not notice.for_all]
    prefetch_related_objects(by_name, "bodies")
    waiting = [row for row in notice_rows(access, urgent) if row.missing]
    shown = [row.notice for row in waiting]
    fresh = [one for one in rows if one not in shown and one.starts_on >= since]
    if not waiting and not fresh:
        return None
    return {
        "urgent": waiting,
        "fresh": [NoticeRow(notice) for notice in fresh[:MOST_NEW]],
    }


def find(access: Access, words: Sequence[str], limit: int) -> list[Hit]:
    """For the search of the restricted part."""
    rows = StaffNotice.objects.readable(access).select_related("author_body")
    return [
        Hit(
            one.title,
            reverse("staff_notice", args=[one.pk]),
            "Avviso",
            f"{one.get_importance_display()}, fino al {one.expires_on:%d/%m/%Y}",
        )
        for one in matching(rows, words, limit)
    ]
