"""Take a place, give it back, take places for others. Places are never sold twice.

A meeting's row is locked while its places are counted (SQLite: one writes at a time). An enrolment
is its own record of who made it and when, so nothing of it goes into a log that is kept longer.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction

from accounts.models import Membership
from intranet.entry.access import ENTERING, Access
from intranet.models import Enrolment, TrainingLetterKind, TrainingSession
from intranet.training.actions.letters import write_letter
from intranet.training.actions.refusals import Gone, NotNow
from intranet.training.permissions import (
    bodies_to_attend_for,
    can_enrol,
    can_enrol_people,
    can_withdraw,
)

TWICE = "Sei già iscritto a questo incontro."


@transaction.atomic
def enrol(
    *,
    session: TrainingSession,
    access: Access,
    organisation_id: int | None,
    at: dt.datetime,
) -> Enrolment:
    """Take a place for oneself, or the next in the waiting list where there is none.

    Raises PermissionDenied, and NotNow for whoever is in already.
    """
    session = locked(session)
    bodies = bodies_to_attend_for(access, session.course)
    is_for_none = organisation_id is None and access.keeps_all and not bodies
    is_known = organisation_id in bodies or is_for_none
    if not can_enrol(access, session, at) or not is_known:
        raise PermissionDenied
    if session.enrolments.filter(user=access.user).exists():
        raise NotNow(TWICE)
    return _take_place(session, access.user.pk, organisation_id, access.user, at)


@transaction.atomic
def withdraw(*, enrolment: Enrolment, by: Any, at: dt.datetime) -> None:
    """Give back one's place: who waits first gets it, and a mail. Raises PermissionDenied."""
    session = locked(enrolment.session)
    mine = session.enrolments.filter(pk=enrolment.pk).first()
    if mine is None:  # withdrawn already, in another window
        return
    if not can_withdraw(mine, by, at):
        raise PermissionDenied
    mine.delete()
    fill_places(session, at)


@transaction.atomic
def enrol_people(
    *,
    session: TrainingSession,
    access: Access,
    organisation_id: int,
    user_ids: Iterable[int],
    at: dt.datetime,
) -> list[Enrolment]:
    """Take places for people of the own body; each of them gets a mail.

    Who is in already stays as they are. Raises PermissionDenied for somebody of another body.
    """
    session = locked(session)
    wanted = set(user_ids)
    known = {row.user_id for row in people_of(organisation_id, access.on)}
    if not can_enrol_people(access, session, organisation_id, at) or wanted - known:
        raise PermissionDenied
    there = set(session.enrolments.values_list("user_id", flat=True))
    made = []
    for user_id in sorted(wanted - there):
        made.append(_take_place(session, user_id, organisation_id, access.user, at))
        if user_id != access.user.pk:
            write_letter(session, user_id, TrainingLetterKind.ENROLLED, at)
    return made


def people_of(organisation_id: int, on: dt.date) -> list[Membership]:
    """One profile of each person of a body who enters the restricted part, by name."""
    rows = Membership.objects.active_on(on).with_role(*ENTERING)
    found = rows.filter(organisation=organisation_id).select_related("user")
    each = {row.user_id: row for row in found}
    return sorted(each.values(), key=lambda row: row.user.name.casefold())


def locked(session: TrainingSession) -> TrainingSession:
    """The meeting as it is now, held until the transaction ends; its course with it. Raises
    Gone."""
    rows = TrainingSession.objects.select_for_update(of=("self",))
    found: TrainingSession | None = (
        rows.select_related("course").filter(pk=session.pk).first()
    )
    if found is None:
        raise Gone
    return found


def fill_places(session: TrainingSession, at: dt.datetime) -> int:
    """Give the free places of a locked meeting to who waits, in their order; how many."""
    if not session.is_open_at(at):
        return 0
    free = max(session.seats - session.enrolments.placed().count(), 0)
    lucky = list(session.enrolments.waiting()[:free])
    for enrolment in lucky:
        enrolment.is_waiting = False
        enrolment.save(update_fields=["is_waiting"])
        write_letter(session, enrolment.user_id, TrainingLetterKind.PROMOTED, at)
    return len(lucky)


def _take_place(
    session: TrainingSession,
    user_id: int,
    organisation_id: int | None,
    by: Any,
    at: dt.datetime,
) -> Enrolment:
    is_full = session.enrolments.placed().count() >= session.seats
    return Enrolment.objects.create(
        session=session,
        user_id=user_id,
        organisation_id=organisation_id,
        enrolled_by=by,
        enrolled_at=at,
        is_waiting=is_full,
    )
