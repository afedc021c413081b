"""Write a course, publish it, add its meetings, change them, call them off."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from wagtail.log_actions import log

from directory.models import Need
from intranet.entry.access import Access
from intranet.finding.matching import listed_words
from intranet.models import TrainingCourse, TrainingLetterKind, TrainingSession
from intranet.training.actions.enrolling import fill_places, locked
from intranet.training.actions.letters import write_to_all
from intranet.training.actions.logged import CANCEL, DELETE, PUBLISH, SAVE, SESSION
from intranet.training.actions.materials import remove_all
from intranet.training.actions.refusals import NotNow
from intranet.training.permissions import can_keep_course, can_organise
from intranet.training.reading import STAYS, has_people

NO_MEETING = "Prima aggiungi almeno un incontro: senza una data nessuno può iscriversi."
ENROLLED = "Ci sono già iscritti: annulla gli incontri, così vengono avvisati."
# A change of these is told to those enrolled; that of seats alone is not.
TOLD = ("starts_at", "ends_at", "place", "video_url")


@transaction.atomic
def save_course(
    *,
    course: TrainingCourse,
    access: Access,
    facts: Mapping[str, Any],
    subjects: Iterable[Need],
) -> TrainingCourse:
    """Write a course, new or known. Raises PermissionDenied, NotNow for another agreement while
    people are enrolled: they would lose it unseen."""
    if course.pk and not can_keep_course(access, course):
        raise PermissionDenied
    agreement = facts.get("agreement_id", course.agreement_id)
    if course.pk and agreement != course.agreement_id:
        _hold_meetings(course)
        if has_people(course):
            raise NotNow(STAYS)
    for name, value in facts.items():
        setattr(course, name, value)
    if not can_organise(access, course.organisation_id, course.agreement_id):
        raise PermissionDenied
    subjects = list(subjects)
    body = course.organisation.title if course.organisation else ""
    names = [subject.name for subject in subjects]
    course.search_text = listed_words(
        course.title, course.about, course.audience, body, *names
    )
    course.save()
    course.subjects.set(subjects)
    log(instance=course, action=SAVE, user=access.user)
    return course


@transaction.atomic
def publish_course(*, course: TrainingCourse, access: Access, at: dt.datetime) -> None:
    """Show it to all parties. Raises PermissionDenied, NotNow for one without a meeting."""
    if not can_keep_course(access, course):
        raise PermissionDenied
    if not course.sessions.held().exists():
        raise NotNow(NO_MEETING)
    if course.is_draft:
        course.published_at = at
        course.save(update_fields=["published_at"])
        log(instance=course, action=PUBLISH, user=access.user)


@transaction.atomic
def delete_course(*, course: TrainingCourse, access: Access) -> None:
    """Take away one that nobody is enrolled in. Raises PermissionDenied, NotNow."""
    if not can_keep_course(access, course):
        raise PermissionDenied
    _hold_meetings(course)
    if has_people(course) or course.sessions.filter(totals__isnull=False).exists():
        raise NotNow(ENROLLED)
    log(instance=course, action=DELETE, user=access.user)
    remove_all(course.materials.all(), access.user)
    course.delete()


def _hold_meetings(course: TrainingCourse) -> None:
    """Until the transaction ends: whoever takes a place meanwhile is waited for, or waits."""
    list(course.sessions.select_for_update(of=("self",)))


@transaction.atomic
def save_session(
    *,
    session: TrainingSession,
    access: Access,
    facts: Mapping[str, Any],
    at: dt.datetime,
) -> TrainingSession:
    """Add a meeting or change it: those enrolled are told, more places go to who waits.

    Raises PermissionDenied, ValidationError for a link that is not safe, and NotNow for one that
    was called off or has begun.
    """
    if not can_keep_course(access, session.course):
        raise PermissionDenied
    if session.pk is None:
        return _add(session, facts, access, at)
    session = locked(session)
    if not session.is_open_at(at):
        raise NotNow("Questo incontro è annullato o già cominciato: non si cambia più.")
    is_told = any(getattr(session, name) != facts[name] for name in TOLD)
    _set(session, facts, at)
    session.version += is_told
    session.save()
    if is_told:
        write_to_all(session, TrainingLetterKind.CHANGED, at)
    fill_places(session, at)
    log(instance=session.course, action=SESSION, user=access.user)
    return session


@transaction.atomic
def cancel_session(
    *, session: TrainingSession, access: Access, because: str, at: dt.datetime
) -> None:
    """Call a meeting off: everybody enrolled is told. Raises PermissionDenied, NotNow."""
    if not can_keep_course(access, session.course):
        raise PermissionDenied
    session = locked(session)
    if session.is_cancelled:
        return
    if not session.is_open_at(at):
        raise NotNow("Questo incontro è già cominciato: non si può più annullare.")
    session.cancelled_at = session.changed_at = at
    session.cancelled_because = because
    session.version += 1
    session.save()
    write_to_all(session, TrainingLetterKind.CANCELLED, at)
    log(instance=session.course, action=CANCEL, user=access.user)


def _add(
    session: TrainingSession, facts: Mapping[str, Any], access: Access, at: dt.datetime
) -> TrainingSession:
    _set(session, facts, at)
    session.save()
    log(instance=session.course, action=SESSION, user=access.user)
    return session


def _set(session: TrainingSession, facts: Mapping[str, Any], at: dt.datetime) -> None:
    for name, value in facts.items():
        setattr(session, name, value)
    session.clean()
    session.changed_at = at
