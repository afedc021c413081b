"""Sample courses of the demonstration: evidently invented, and marked as such."""

from __future__ import annotations

import datetime as dt

from django.utils import timezone

from accounts.models import Membership, User
from accounts.roles import RoleCode
from directory.models import Need, OrganisationPage
from intranet.entry.access import Access, access_of
from intranet.models import (
    Enrolment,
    MaterialKind,
    TrainingCourse,
    TrainingMaterial,
    TrainingSession,
)
from intranet.training.actions.attending import record_attendance
from intranet.training.actions.courses import publish_course, save_course, save_session
from intranet.training.actions.materials import save_material

PLACE = "Sala riunioni (esempio)"
# Title, what about, a subject, and of each meeting: days from today, hour, seats, whether by video.
COURSES = (
    (
        "Ascoltare e orientare allo sportello (esempio)",
        "Che cosa chiedere al primo colloquio, come mandare all’ufficio giusto, che cosa scrivere "
        "e che cosa no.",
        "orientamento",
        ((-30, 9, 20, False), (12, 9, 20, False)),
    ),
    (
        "ISEE: le domande più frequenti (esempio)",
        "Casi tipici, documenti che mancano spesso, quando mandare al CAF.",
        "documenti-fiscali",
        ((19, 14, 2, True), (47, 14, 15, True)),
    ),
)
TEXT = (
    "Tre cose da ricordare\n\nPrima si ascolta, poi si chiede.\n\nSi mandano le persone "
    "all’ufficio giusto con un appuntamento, non con un numero.\n\nNon si scrive ciò che non "
    "serve."
)


def make_samples(on: dt.date) -> int:
    """Two courses of the first agreement in force; how many. With any course, nothing is done."""
    coordinator = User.objects.filter(memberships__role=RoleCode.COORDINATOR).first()
    access = access_of(coordinator, on) if coordinator else None
    # On a site without its content the agreement names parties that have no page.
    if access is None or not access.parties or TrainingCourse.objects.exists():
        return 0
    for title, about, subject, meetings in COURSES:
        _course(title, about, subject, meetings, access)
    return len(COURSES)


def _course(
    title: str,
    about: str,
    subject: str,
    meetings: tuple[tuple[int, int, int, bool], ...],
    access: Access,
) -> None:
    agreement = next(one for one in access.agreements if one.parties)
    body = _first_comune(agreement.parties)
    course = save_course(
        course=TrainingCourse(),
        access=access,
        facts={
            "title": title,
            "about": about,
            "audience": "Operatori di sportello",
            "agreement_id": agreement.pk,
            "organisation_id": body,
        },
        subjects=Need.objects.filter(code=subject),
    )
    for days, hour, seats, is_video in meetings:
        _meeting(course, access, days, hour, seats, is_video)
    publish_course(course=course, access=access, at=timezone.now())
    material = TrainingMaterial(course=course, kind=MaterialKind.TEXT)
    facts = {"title": "In breve (esempio)", "text": TEXT, "url": ""}
    save_material(
        material=material, access=access, facts=facts, uploads={}, at=timezone.now()
    )


def _first_comune(parties: frozenset[int]) -> int:
    rows = OrganisationPage.objects.filter(pk__in=parties)
    comune = rows.filter(kind="comune").first() or rows.first()
    return comune.pk if comune else 0


def _meeting(
    course: TrainingCourse,
    access: Access,
    days: int,
    hour: int,
    seats: int,
    is_video: bool,
) -> None:
    """One that is past had people, and its attendance was recorded."""
    day = access.on + dt.timedelta(days=days)
    starts = timezone.make_aware(dt.datetime.combine(day, dt.time(hour)))
    facts = {
        "starts_at": starts,
        "ends_at": starts + dt.timedelta(hours=3),
        "place": "" if is_video else PLACE,
        "video_url": "https://video.example.org/esempio" if is_video else "",
        "seats": seats,
    }
    written_at = min(timezone.now(), starts - dt.timedelta(days=14))
    session = save_session(
        session=TrainingSession(course=course),
        access=access,
        facts=facts,
        at=written_at,
    )
    if days < 0:
        _attended(session, access, starts)


def _attended(session: TrainingSession, access: Access, starts: dt.datetime) -> None:
    rows = Membership.objects.active_on(access.on).filter(
        organisation__in=access.agreements[0].parties, role=RoleCode.OPERATOR
    )
    for row in rows:
        Enrolment.objects.get_or_create(
            session=session,
            user=row.user,
            defaults={"organisation": row.organisation, "enrolled_at": starts},
        )
    there = dict.fromkeys(session.enrolments.values_list("pk", flat=True), True)
    record_attendance(
        session=session, access=access, attended=there, at=session.ends_at
    )
