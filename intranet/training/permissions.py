"""Who may do what with courses. Deny by default; asked with a person's `Access`."""

from __future__ import annotations

import datetime as dt
from typing import Any

from accounts.roles import RoleCode
from intranet.entry.access import Access, AgreementInForce


def _agreement(access: Access, pk: int | None) -> AgreementInForce | None:
    return next((one for one in access.agreements if one.pk == pk), None)


def can_create_course(access: Access) -> bool:
    """The coordinator, and whoever answers for a party or keeps its contacts."""
    return bool(access.agreements) and (access.keeps_all or bool(access.spoken_for))


def can_organise(
    access: Access, organisation_id: int | None, agreement_id: int | None
) -> bool:
    """A course is organised by a party of its agreement, through its own people."""
    agreement = _agreement(access, agreement_id)
    if agreement is None:
        return False
    is_own = organisation_id in access.spoken_for & agreement.parties
    return access.keeps_all or is_own


def can_keep_course(access: Access, course: Any) -> bool:
    """Whoever could organise it."""
    return can_organise(access, course.organisation_id, course.agreement_id)


def can_read_course(access: Access, course: Any) -> bool:
    """The parties of its agreement, while that is in force; a draft, those who keep it."""
    if _agreement(access, course.agreement_id) is None:
        return False
    return not course.is_draft or can_keep_course(access, course)


def bodies_to_attend_for(access: Access, course: Any) -> frozenset[int]:
    """The own bodies for which a person can take a place: parties of the course's agreement."""
    agreement = _agreement(access, course.agreement_id)
    return access.bodies & agreement.parties if agreement else frozenset()


def can_enrol(access: Access, session: Any, at: dt.datetime) -> bool:
    """Whoever reads the course, until the meeting begins; the coordinator without a body."""
    course = session.course
    return (
        not course.is_draft
        and can_read_course(access, course)
        and session.is_open_at(at)
        and (access.keeps_all or bool(bodies_to_attend_for(access, course)))
    )


def can_withdraw(enrolment: Any, user: Any, at: dt.datetime) -> bool:
    """One's own place, until the meeting begins."""
    return bool(enrolment.user_id == user.pk and enrolment.session.is_open_at(at))


def bodies_to_enrol(access: Access, course: Any) -> frozenset[int]:
    """The bodies whose people a person enrols: those that they answer for or are referent of."""
    return bodies_to_attend_for(access, course) & access.spoken_for


def can_enrol_people(
    access: Access, session: Any, organisation_id: int, at: dt.datetime
) -> bool:
    """People of the own body, where one could enrol oneself."""
    bodies = bodies_to_enrol(access, session.course)
    return can_enrol(access, session, at) and organisation_id in bodies


def can_see_participants(access: Access, session: Any) -> bool:
    """Whoever organises the course needs the names: for the door and the attendance."""
    return can_keep_course(access, session.course)


def can_record_attendance(access: Access, session: Any, at: dt.datetime) -> bool:
    """The organiser, from when the meeting begins."""
    has_begun = not session.is_cancelled and session.starts_at <= at
    return has_begun and can_see_participants(access, session)


def can_read_report(access: Access, organisation_id: int) -> bool:
    """Who of a body attended what is for whoever answers for that body, and for nobody else."""
    return organisation_id in access.bodies_with(RoleCode.MANAGER)


def can_attest(access: Access) -> bool:
    """A public statement about the agreement is the coordinator's."""
    return access.keeps_all


def can_give_feedback(enrolment: Any, user: Any, at: dt.datetime) -> bool:
    """Who had a place and was not marked absent, once the meeting is over."""
    session = enrolment.session
    is_over = not session.is_cancelled and session.ends_at <= at
    was_there = not enrolment.is_waiting and enrolment.attended is not False
    return bool(enrolment.user_id == user.pk and is_over and was_there)
