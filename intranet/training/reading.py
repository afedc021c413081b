"""What pages show of courses, with a fixed number of queries however many rows."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import Avg, Count, Exists, OuterRef

from intranet.entry.access import Access
from intranet.models import (
    Enrolment,
    TrainingCourse,
    TrainingFeedback,
    TrainingMaterial,
    TrainingSession,
)
from intranet.moments import when
from intranet.training import words
from intranet.training.permissions import (
    bodies_to_enrol,
    can_enrol,
    can_give_feedback,
    can_keep_course,
    can_read_course,
)

# Fewer answers than these would show what one person thinks.
ENOUGH_ANSWERS = 5


STAYS = (
    "Ci sono già iscritti: se cambi accordo, chi non ne fa parte perde il corso. Lascia "
    "quello di prima, oppure scrivi un corso nuovo."
)


def has_people(course: TrainingCourse) -> bool:
    """Somebody has a place in one of its meetings, waits for one, or had one."""
    return Enrolment.objects.filter(session__course=course.pk).exists()


class NotThere(LookupError):
    """No such thing, or none that this person may know of."""


@dataclass(frozen=True)
class Meeting:
    """A meeting as one person sees it at a moment."""

    session: TrainingSession
    can_enrol: bool = False
    can_enrol_people: bool = False
    is_over: bool = False
    shows_video: bool = False
    can_answer: bool = False
    attended: bool | None = None

    @property
    def when(self) -> str:
        """Day and hours."""
        return when(self.session.starts_at, self.session.ends_at)

    @property
    def places(self) -> str:
        """Places left."""
        return words.places(
            self.session.seats, self.session.taken, self.session.waiting
        )

    @property
    def is_full(self) -> bool:
        """Whoever enrols now waits."""
        return bool(self.session.taken >= self.session.seats or self.session.waiting)


def sessions_for(access: Access) -> Any:
    """Meetings that a person may read, with all that a list shows of each: one query."""
    rows = TrainingSession.objects.readable(access).with_taken().with_own(access.user)
    return rows.select_related("course__organisation")


def next_sessions(access: Access, at: dt.datetime) -> Any:
    """Meetings to come of published courses, the next first."""
    rows = sessions_for(access).filter(course__published_at__isnull=False)
    return rows.to_come(at).order_by("starts_at", "pk")


def as_seen(
    session: TrainingSession, access: Access, at: dt.datetime, mine: Any = None
) -> Meeting:
    """How one person sees a meeting; `mine` is their enrolment, where it was read."""
    keeps = can_keep_course(access, session.course)
    may = can_enrol(access, session, at)
    has_place = getattr(session, "is_mine", False)
    is_in = has_place or getattr(session, "is_waited", False)
    return Meeting(
        session,
        can_enrol=may and not is_in,
        can_enrol_people=may and bool(bodies_to_enrol(access, session.course)),
        is_over=session.ends_at <= at,
        shows_video=_shows_video(session, access, at, keeps, has_place),
        can_answer=bool(
            mine and not mine.has_answered and can_give_feedback(mine, access.user, at)
        ),
        attended=mine.attended if mine else None,
    )


def _shows_video(
    session: TrainingSession, access: Access, at: dt.datetime, keeps: bool, placed: bool
) -> bool:
    """To whoever has a place, from the day before until the end; to the organiser, always."""
    if not session.video_url or session.is_cancelled or session.ends_at <= at:
        return False
    is_told = placed and session.shows_video_on(access.on)
    return can_read_course(access, session.course) and (keeps or is_told)


def drafts_of(access: Access) -> list[TrainingCourse]:
    """Courses that the person keeps and has not published: one query."""
    rows = TrainingCourse.objects.readable(access).filter(published_at__isnull=True)
    return list(rows.select_related("organisation"))


def past_courses(access: Access, at: dt.datetime) -> Any:
    """Published courses with no meeting to come, by name."""
    coming = TrainingSession.objects.to_come(at).filter(course=OuterRef("pk"))
    rows = TrainingCourse.objects.readable(access).filter(published_at__isnull=False)
    return rows.exclude(Exists(coming)).select_related("organisation")


def course_for(access: Access, pk: int) -> TrainingCourse:
    """A course that the person may read. Raises NotThere."""
    rows = TrainingCourse.objects.select_related("organisation", "agreement")
    course: TrainingCourse | None = rows.filter(pk=pk).first()
    if course is None or not can_read_course(access, course):
        raise NotThere(pk)
    return course


def kept_course(access: Access, pk: int) -> TrainingCourse:
    """A course that the person keeps. Raises NotThere, PermissionDenied for a mere reader."""
    course = course_for(access, pk)
    if not can_keep_course(access, course):
        raise PermissionDenied
    return course


def session_for(access: Access, pk: int) -> TrainingSession:
    """A meeting of a course that the person may read. Raises NotThere."""
    session: TrainingSession | None = sessions_for(access).filter(pk=pk).first()
    if session is None or not can_read_course(access, session.course):
        raise NotThere(pk)
    return session


def kept_session(access: Access, pk: int) -> TrainingSession:
    """A meeting of a course that the person keeps. Raises NotThere, PermissionDenied."""
    session = session_for(access, pk)
    if not can_keep_course(access, session.course):
        raise PermissionDenied
    return session


def meetings_of(
    course: TrainingCourse, access: Access, at: dt.datetime
) -> list[Meeting]:
    """All meetings of a course, in order: two queries."""
    mine = {
        row.session_id: row
        for row in Enrolment.objects.filter(
            session__course=course, user=access.user
        ).select_related("session")
    }
    rows = sessions_for(access).filter(course=course).order_by("starts_at", "pk")
    return [as_seen(row, access, at, mine.get(row.pk)) for row in rows]


def materials_of(course: TrainingCourse) -> list[TrainingMaterial]:
    """What a course hands out, in order: one query."""
    return list(course.materials.select_related("file", "captions"))


@dataclass(frozen=True)
class SubjectMaterials:
    """What there is on one subject; without a name, what belongs to none."""

    subject: str
    materials: list[TrainingMaterial]


def materials_by_subject(access: Access) -> list[SubjectMaterials]:
    """All material that a person may read: two queries. What has two subjects stands twice."""
    rows = TrainingMaterial.objects.readable(access).select_related("course", "file")
    rows = rows.filter(course__published_at__isnull=False)
    found: dict[str, list[TrainingMaterial]] = {}
    listed = list(rows.order_by("course__title", "course", "place", "pk"))
    names = _subjects(row.course_id for row in listed)
    for row in listed:
        for name in names.get(row.course_id, [""]):
            found.setdefault(name, []).append(row)
    by_name = sorted(found, key=lambda name: (not name, name.casefold()))
    return [SubjectMaterials(name, found[name]) for name in by_name]


def _subjects(courses: Iterable[int]) -> dict[int, list[str]]:
    through = TrainingCourse.subjects.through.objects
    rows = through.filter(trainingcourse__in=set(courses)).values_list(
        "trainingcourse", "need__name"
    )
    found: dict[int, list[str]] = {}
    for course, name in rows:
        found.setdefault(course, []).append(name)
    return found


@dataclass(frozen=True)
class Opinion:
    """What those present thought; figures from five answers on, None below."""

    session: TrainingSession
    answers: int
    mean: float | None = None
    comments: tuple[str, ...] = ()


def opinions_of(course: TrainingCourse) -> list[Opinion]:
    """The answers on each meeting of a course that has some: two queries."""
    rows = course.sessions.annotate(
        answers=Count("feedback"), mean=Avg("feedback__usefulness")
    )
    asked = [row for row in rows if row.answers]
    enough = [row.pk for row in asked if row.answers >= ENOUGH_ANSWERS]
    said: dict[int, list[str]] = {}
    comments = TrainingFeedback.objects.filter(session__in=enough).exclude(comment="")
    for session, comment in comments.values_list("session", "comment"):
        said.setdefault(session, []).append(comment)
    return [
        Opinion(row, row.answers, row.mean, tuple(said.get(row.pk, ())))
        if row.pk in enough
        else Opinion(row, row.answers)
        for row in asked
    ]


def own_meetings(access: Access, at: dt.datetime) -> list[Meeting]:
    """Where a person has a place, waits, or was; the latest first: one query.

    Also of agreements that are over: what one attended is one's own.
    """
    rows = Enrolment.objects.filter(user=access.user).select_related(
        "session__course__organisation"
    )
    found = []
    for row in rows.order_by("-session__starts_at"):
        row.session.is_mine = not row.is_waiting
        row.session.is_waited = row.is_waiting
        found.append(as_seen(row.session, access, at, row))
    return found
