"""Who of a body attended what, for whoever answers for it; and a person's own attestation."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Sum

from directory.models import OrganisationPage
from intranet.models import AttendanceTotal, Enrolment, TrainingSession
from intranet.moments import ITALY, when
from intranet.training.words import lasting, minutes_between


@dataclass(frozen=True)
class Attended:
    """One meeting that somebody was at."""

    session: TrainingSession

    @property
    def minutes(self) -> int:
        """How long it lasted."""
        return minutes_between(self.session.starts_at, self.session.ends_at)

    @property
    def when(self) -> str:
        """Day and hours."""
        return when(self.session.starts_at, self.session.ends_at)

    @property
    def lasted(self) -> str:
        """How long, in words."""
        return lasting(self.minutes)


@dataclass(frozen=True)
class Person:
    """What one person of a body attended."""

    name: str
    attended: list[Attended] = field(default_factory=list)

    @property
    def lasted(self) -> str:
        """All hours together."""
        return lasting(sum(one.minutes for one in self.attended))


@dataclass(frozen=True)
class Report:
    """A body's year. `nameless`: attendances whose names are no longer kept."""

    body: OrganisationPage
    year: int
    years: list[int]
    people: list[Person]
    nameless: int

    @property
    def attendances(self) -> int:
        """All of the year."""
        return sum(len(one.attended) for one in self.people) + self.nameless

    @property
    def lasted(self) -> str:
        """All hours of those with a name."""
        rows = (one for person in self.people for one in person.attended)
        return lasting(sum(row.minutes for row in rows))


def report_of(body: OrganisationPage, year: int) -> Report:
    """The attendance of a body's people in one year: three queries."""
    starts = dt.datetime(year, 1, 1, tzinfo=ITALY)
    ends = dt.datetime(year + 1, 1, 1, tzinfo=ITALY)
    within = {"session__starts_at__gte": starts, "session__starts_at__lt": ends}
    there = Enrolment.objects.attended().filter(organisation=body)
    rows = there.filter(**within).select_related("user", "session__course")
    people: dict[int, Person] = {}
    for row in rows.order_by("session__starts_at"):
        person = people.setdefault(row.user_id, Person(row.user.name))
        person.attended.append(Attended(row.session))
    kept = AttendanceTotal.objects.filter(organisation=body, **within)
    nameless = kept.aggregate(many=Sum("attended"))["many"] or 0
    by_name = sorted(people.values(), key=lambda one: one.name.casefold())
    return Report(body, year, _years(body, year), by_name, nameless)


def _years(body: OrganisationPage, year: int) -> list[int]:
    of_body = {"enrolments__organisation": body, "enrolments__attended": True}
    rows = TrainingSession.objects.order_by()
    named, nameless = rows.filter(**of_body), rows.filter(totals__organisation=body)
    moments = named.values_list("starts_at").union(nameless.values_list("starts_at"))
    found = {starts_at.astimezone(ITALY).year for (starts_at,) in moments}
    return sorted(found | {year}, reverse=True)


@dataclass(frozen=True)
class Attestation:
    """What a person attended of one course; `name` is empty where the account holds none."""

    name: str
    course: Any
    bodies: tuple[str, ...]
    attended: list[Attended]
    number: str

    @property
    def lasted(self) -> str:
        """All hours together."""
        return lasting(sum(one.minutes for one in self.attended))


def attestation_of(user: Any, course_id: int) -> Attestation | None:
    """What there is to attest; None for whoever attended nothing of it. One query."""
    rows = Enrolment.objects.attended().filter(user=user, session__course=course_id)
    related = ("session__course__organisation", "organisation")
    found = list(rows.select_related(*related).order_by("session__starts_at"))
    if not found:
        return None
    bodies = dict.fromkeys(row.organisation.title for row in found if row.organisation)
    return Attestation(
        user.get_full_name(),
        found[0].session.course,
        tuple(bodies),
        [Attended(row.session) for row in found],
        number_of(found[0].session.course_id, user.pk),
    )


def number_of(course_id: int, user_id: int) -> str:
    """The number on an attestation; the organiser sees the same beside the name."""
    return f"F-{course_id}-{user_id}"
