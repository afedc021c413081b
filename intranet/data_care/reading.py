"""Which bodies' looks are due, and what a page shows of one."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from django.conf import settings

from accounts.roles import RoleCode
from core.dates import add_months
from directory.models import OrganisationPage
from intranet.data_care.permissions import can_sign
from intranet.data_care.registry import Held, held_by
from intranet.entry.access import Access
from intranet.models import DataReview
from intranet.models.data_review import COORDINATION

# Past sign-offs that a page lists: three years of them.
SHOWN = 6


@dataclass(frozen=True)
class Standing:
    """A body with its last look and the day of the next; `body` None: the coordination."""

    body: int | None
    title: str
    last: DataReview | None
    due_on: dt.date | None
    is_due: bool


@dataclass(frozen=True)
class Line:
    """One kind of data of a body."""

    kind: str
    held: Held


def standings(bodies: Iterable[int | None], on: dt.date) -> list[Standing]:
    """Of each body, in two queries; one that was never looked at is due."""
    wanted = set(bodies)
    keys = {key for key in wanted if key is not None}
    rows = OrganisationPage.objects.filter(pk__in=keys).order_by("title")
    names: dict[int | None, str] = {None: COORDINATION} if None in wanted else {}
    names |= dict(rows.values_list("pk", "title"))
    last: dict[int | None, DataReview] = {}
    for review in DataReview.objects.select_related("by").order_by("on", "pk"):
        last[review.organisation_id] = review
    return [_standing(pk, title, last.get(pk), on) for pk, title in names.items()]


def bodies_of(access: Access) -> set[int | None]:
    """Whose looks a person sees: the own ones; all of them for who keeps the list."""
    if access.keeps_all:
        return {None, *access.parties}
    return set(access.bodies_with(RoleCode.MANAGER))


def due_for(access: Access) -> list[Standing]:
    """Those that this person should sign today."""
    mine = {body for body in bodies_of(access) if can_sign(access, body)}
    return [row for row in standings(mine, access.on) if row.is_due] if mine else []


def lines_of(body: int | None) -> list[Line]:
    """What there is of a body."""
    return [Line(kind, held) for kind, held in held_by(body).items()]


def past_reviews(body: int | None) -> list[DataReview]:
    """The latest sign-offs."""
    rows = DataReview.objects.filter(organisation=body).select_related("by")
    return list(rows[:SHOWN])


def _standing(
    body: int | None, title: str, last: DataReview | None, on: dt.date
) -> Standing:
    due = add_months(last.on, settings.DATA_REVIEW_MONTHS) if last else None
    return Standing(body, title, last, due, due is None or due <= on)
