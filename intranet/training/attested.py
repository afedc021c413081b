"""What there is to attest of joint training: meetings held and bodies present, year by year."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from intranet.entry.access import AgreementInForce
from intranet.models import AttendanceTotal, Enrolment
from intranet.moments import ITALY
from intranet.training.words import counted
from network.models import Duty, DutyEvidence

DUTY = "formazione-congiunta"


@dataclass(frozen=True)
class Year:
    """Meetings of one agreement in one year at which attendance was recorded."""

    number: int
    meetings: int
    bodies: int
    last_on: dt.date

    @property
    def words(self) -> str:
        """As it will be read in public."""
        meetings = counted(self.meetings, "incontro", "incontri")
        bodies = counted(self.bodies, "ente", "enti")
        return f"Formazione congiunta {self.number}: {meetings}, {bodies}"


@dataclass(frozen=True)
class Attestable:
    """One agreement's year, and the statement about it that is public now (empty: none)."""

    agreement: AgreementInForce
    year: Year
    stated: str = ""

    @property
    def is_current(self) -> bool:
        """Whether what is public says the same."""
        return self.stated == self.year.words


def source_of(agreement_id: int, year: int) -> str:
    """Names what a statement comes from."""
    return f"training:{agreement_id}:{year}"


def years_of(agreements: Iterable[int]) -> dict[int, list[Year]]:
    """By agreement, the latest year first: two queries.

    A meeting counts where somebody was there; a body, where it had somebody there.
    """
    about = ("session__course__agreement", "session", "session__starts_at")
    facts = {"session__course__agreement__in": list(agreements)}
    there = Enrolment.objects.attended().filter(**facts)
    kept = AttendanceTotal.objects.filter(attended__gt=0, **facts)
    found: dict[tuple[int, int], list[tuple[int, dt.date, int | None]]]
    found = defaultdict(list)
    for rows in (there, kept):
        for agreement, session, starts_at, body in rows.order_by().values_list(
            *about, "organisation"
        ):
            day = starts_at.astimezone(ITALY).date()
            found[agreement, day.year].append((session, day, body))
    years = defaultdict(list)
    for (agreement, number), held in sorted(found.items(), reverse=True):
        years[agreement].append(_year(number, held))
    return dict(years)


def _year(number: int, held: list[tuple[int, dt.date, int | None]]) -> Year:
    return Year(
        number,
        meetings=len({session for session, _, _ in held}),
        bodies=len({body for _, _, body in held if body}),
        last_on=max(day for _, day, _ in held),
    )


def attestable(agreements: Iterable[AgreementInForce]) -> list[Attestable]:
    """What the coordinator can attest now, with what is public already: four queries."""
    agreements = list(agreements)
    keys = [one.pk for one in agreements]
    years = years_of(keys)
    rows = DutyEvidence.objects.filter(agreement__in=keys, duty=DUTY)
    stated = dict(rows.values_list("source", "title"))
    return [
        Attestable(one, year, stated.get(source_of(one.pk, year.number), ""))
        for one in agreements
        for year in years.get(one.pk, [])
    ]


def lacking_duty(agreements: dict[int, AgreementInForce]) -> list[AgreementInForce]:
    """Of these, by key, the ones with no duty of that short name: nothing can be attested there."""
    rows = Duty.objects.filter(page__in=list(agreements), code=DUTY)
    has_it = set(rows.values_list("page", flat=True))
    return [one for key, one in agreements.items() if key not in has_it]
