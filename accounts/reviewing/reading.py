"""What the pages of the review show: a fixed number of queries, however many profiles."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from django.utils import timezone

from accounts.instructions.reading import acceptances, current_by_body
from accounts.models import Acceptance, Instructions, Membership
from accounts.permissions import Standing, bodies_to_keep, can_see_all_bodies
from accounts.reviewing.calendar import REMINDERS, ends_on
from accounts.reviewing.due import due_on, is_suspended_by_night
from accounts.reviewing.reviewers import can_review
from core.dates import on_day, until_day
from directory.models import OrganisationPage

SOON = dt.timedelta(days=max(days for days, _ in REMINDERS))


@dataclass(frozen=True)
class Row:
    """One profile under review."""

    membership: Membership
    on: dt.date
    may_review: bool
    instructions: Instructions | None
    acceptance: Acceptance | None

    @property
    def name(self) -> str:
        """What the person is called here."""
        return self.membership.user.name

    @property
    def due(self) -> dt.date:
        """The last day for the review."""
        return due_on(self.membership)

    @property
    def is_active(self) -> bool:
        """In force today."""
        return self.membership.is_active_on(self.on)

    @property
    def is_late(self) -> bool:
        """In force, and the day is past."""
        return self.is_active and self.due < self.on

    @property
    def is_to_review(self) -> bool:
        """In force and due soon or late, or suspended by the night."""
        is_near = self.is_active and self.on >= self.due - SOON
        return is_near or is_suspended_by_night(self.membership)

    @property
    def lacks_instructions(self) -> bool:
        """In force, and the current version is not accepted."""
        return bool(self.is_active and self.instructions and not self.acceptance)

    @property
    def state(self) -> str:
        """In words, what comes next."""
        if self.membership.suspended_at:
            return self._suspended()
        if self.is_late:
            return f"In ritardo: la verifica scadeva {on_day(self.due)}"
        if self.membership.valid_from > self.on:
            return f"Comincia {on_day(self.membership.valid_from)}"
        return f"Da verificare entro {on_day(self.due)}"

    def _suspended(self) -> str:
        because = self.membership.suspended_because
        told = f"Sospeso: {because}" if because else "Sospeso"
        if not is_suspended_by_night(self.membership):
            return told
        moment = self.membership.suspended_at
        assert moment is not None  # noqa: S101 - for the types
        until = ends_on(timezone.localdate(moment))
        return f"{told}. Si può riattivare fino {until_day(until, with_year=True)}"


@dataclass(frozen=True)
class BodyState:
    """How far the review of one body is."""

    organisation: OrganisationPage
    people: int
    to_review: int
    late: int
    suspended: int
    without_instructions: int
    instructions: Instructions | None


def rows_of(
    organisation: OrganisationPage | None, who: Standing, on: dt.date
) -> list[Row]:
    """Profiles of a body, or those of no body; what is to be done first."""
    found = Membership.objects.not_over(on).filter(organisation=organisation)
    rows = _rows(found, who, on)
    return sorted(rows, key=lambda row: (not row.is_to_review, row.name.casefold()))


def overview(who: Standing, on: dt.date) -> list[BodyState]:
    """Each body that somebody may look at; those who are late first."""
    bodies = OrganisationPage.objects.filter(access__isnull=False)
    if not can_see_all_bodies(who):
        bodies = bodies.filter(pk__in=bodies_to_keep(who))
    of_body: dict[int | None, list[Row]] = defaultdict(list)
    found = Membership.objects.not_over(on).filter(organisation__isnull=False)
    for row in _rows(found, who, on):
        of_body[row.membership.organisation_id].append(row)
    current = current_by_body(body.pk for body in bodies)
    states = [_state(body, of_body[body.pk], current.get(body.pk)) for body in bodies]
    return sorted(states, key=lambda s: (-s.late, -s.to_review, s.organisation.title))


def _rows(found: Iterable[Membership], who: Standing, on: dt.date) -> list[Row]:
    memberships = list(
        found.select_related("user", "organisation", "reviewed_by", "given_by")  # type: ignore[attr-defined]
    )
    bodies = {m.organisation_id for m in memberships if m.organisation_id}
    current = current_by_body(bodies)
    known = acceptances(current.values())
    return [
        _row(m, who, on, current.get(m.organisation_id or 0), known)
        for m in memberships
    ]


def _row(
    membership: Membership,
    who: Standing,
    on: dt.date,
    current: Instructions | None,
    known: dict[tuple[int, int], Acceptance],
) -> Row:
    accepted = known.get((current.pk, membership.user_id)) if current else None
    return Row(membership, on, can_review(who, membership), current, accepted)


def _state(
    organisation: OrganisationPage, rows: list[Row], current: Instructions | None
) -> BodyState:
    return BodyState(
        organisation=organisation,
        people=len({row.membership.user_id for row in rows}),
        to_review=sum(row.is_to_review for row in rows),
        late=sum(row.is_late for row in rows),
        suspended=sum(row.membership.suspended_at is not None for row in rows),
        without_instructions=sum(row.lacks_instructions for row in rows),
        instructions=current,
    )
