"""Referents of the demonstration: nobody who exists, and no number at all."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.utils import timezone

from directory.models import DeskPage, Need, OrganisationPage
from intranet.entry.access import agreements_in_force
from intranet.models import Referent, ReferentHours
from intranet.referents.actions import account_of, refresh
from intranet.referents.words import name_key

MORNING = (dt.time(9), dt.time(13))
AFTERNOON = (dt.time(14), dt.time(17, 30))
WORKING_DAYS = range(5)


@dataclass(frozen=True)
class Sample:
    """One of each body."""

    number: int
    role: str
    needs: tuple[str, ...]
    hours: tuple[tuple[dt.time, dt.time], ...]
    # Days from today; None: not away.
    away: tuple[int, int] | None = None
    substitute: int | None = None
    other: str = ""


SAMPLES = (
    Sample(
        *(1, "referente del nucleo", ("orientamento", "casa", "soldi")),
        hours=(MORNING, AFTERNOON),
        other="bonus affitto, dimissioni",
    ),
    Sample(2, "operatore di sportello", ("a-casa", "disabilita"), hours=(MORNING,)),
    Sample(
        *(3, "operatrice di sportello", ("figli", "lavoro", "documenti-fiscali")),
        hours=(AFTERNOON,),
        away=(0, 6),
        substitute=1,
    ),
)


def make_referents(on: dt.date) -> int:
    """Three for each body that an agreement in force binds; how many. Once."""
    if Referent.objects.exists():
        return 0
    bound: dict[int, list[int]] = {}
    for agreement in agreements_in_force(on):
        for body in agreement.parties:
            bound.setdefault(body, []).append(agreement.pk)
    bodies = OrganisationPage.objects.filter(pk__in=bound).by_title()
    return sum(_of_body(body, bound[body.pk], on) for body in bodies)


def _of_body(body: OrganisationPage, agreements: list[int], on: dt.date) -> int:
    desk = DeskPage.objects.published().child_of(body).by_title().first()
    made: dict[int, Referent] = {}
    for sample in SAMPLES:
        made[sample.number] = _make(sample, body, desk, on)
        made[sample.number].agreements.set(agreements)
    for sample in SAMPLES:
        if sample.substitute:
            one = made[sample.number]
            one.substitute = made[sample.substitute]
            one.save(update_fields=["substitute"])
    return len(made)


def _make(
    sample: Sample, body: OrganisationPage, desk: DeskPage | None, on: dt.date
) -> Referent:
    name = f"Referente di prova {sample.number}, {body.title}"[:120]
    known = f"referente.{body.slug}"
    mailbox = known if sample.number == 1 else f"prova{sample.number}.{body.slug}"
    first, last = sample.away or (None, None)
    one = Referent(
        organisation=body,
        desk=desk,
        name=name,
        name_key=name_key(name),
        role=sample.role,
        other_subjects=sample.other,
        email=f"{mailbox}@demo.example",
        away_from=None if first is None else on + dt.timedelta(days=first),
        away_until=None if last is None else on + dt.timedelta(days=last),
        valid_from=on - dt.timedelta(days=30),
        updated_at=timezone.now(),
    )
    one.user_id = account_of(one, on)
    one.save()
    one.needs.set(Need.objects.filter(code__in=sample.needs))
    ReferentHours.objects.bulk_create(
        ReferentHours(referent=one, weekday=day, opens=opens, closes=closes)
        for day in WORKING_DAYS
        for opens, closes in sample.hours
    )
    refresh(one)
    return one
