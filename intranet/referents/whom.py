"""Reads whom to call now for a subject, maybe in an area."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.db.models import Q, QuerySet

from directory.models import Category, Municipality, Need
from intranet.entry.access import Access
from intranet.models import Referent
from intranet.referents.calling import Call, Candidate, Group, whom_to_call
from intranet.referents.reading import Line, holidays, in_order, lines, presences
from intranet.referents.wording import call_in_words

MOST = 8


@dataclass(frozen=True)
class Advice:
    """One to call: the line, and why this one now."""

    line: Line
    call: Call
    why: str

    @property
    def badge(self) -> str:
        """The colour of the why."""
        is_there = self.call.group in (Group.NOW, Group.INSTEAD)
        return "success" if is_there else ""


@dataclass(frozen=True)
class Choices:
    """What one may ask for: only what somebody who is to be seen deals with."""

    needs: list[Need]
    categories: list[Category]
    areas: list[Municipality]


def choices(access: Access) -> Choices:
    """Three queries."""
    rows = Referent.objects.visible_to(access).of_others(access).values("pk")

    def used(model: type, name: str) -> list:
        through = getattr(Referent, name).through.objects.filter(referent__in=rows)
        keys = through.values(f"{model._meta.model_name}_id")  # type: ignore[attr-defined]
        return list(model.objects.filter(pk__in=keys))  # type: ignore[attr-defined]

    return Choices(
        used(Need, "needs"),
        used(Category, "categories"),
        used(Municipality, "municipalities"),
    )


def suited(rows: QuerySet[Referent], subject: str, area: str) -> QuerySet[Referent]:
    """Who deals with a subject ("b-" and the code of a need, "c-" and that of a category), in an
    area or everywhere."""
    kind, _, code = subject.partition("-")
    field = {"b": "needs__code", "c": "categories__code"}.get(kind)
    if field is None or not code:
        return rows.none()
    found = rows.filter(**{field: code})
    if area:
        found = found.filter(
            Q(municipalities__code=area) | Q(municipalities__isnull=True)
        )
    return found.distinct()


def advise(
    subject: str, area: str, access: Access, moment: dt.datetime
) -> list[Advice]:
    """Whom to call, the first to try first: people of the other bodies."""
    visible = Referent.objects.visible_to(access).of_others(access)
    asked = suited(visible, subject, area)
    stand_ins = dict(asked.values_list("pk", "substitute"))
    if not stand_ins:
        return []
    near = Q(pk__in=asked.values("pk")) | Q(pk__in=asked.values("substitute"))
    everybody = {
        pk: Candidate(pk, presence, substitute=stand_ins.get(pk))
        for pk, presence in presences(visible.filter(near)).items()
    }
    candidates = [everybody[pk] for pk in stand_ins]
    calls = whom_to_call(candidates, everybody, moment, holidays())[:MOST]
    return _told(calls, visible, access, moment)


def _told(
    calls: list[Call], visible: QuerySet[Referent], access: Access, moment: dt.datetime
) -> list[Advice]:
    numbers = [call.pk for call in calls]
    rows = lines(in_order(visible, numbers), access, moment)
    by_number = {line.referent.pk: line for line in rows}
    absent = [call.instead_of for call in calls if call.instead_of]
    names = dict(visible.filter(pk__in=absent).values_list("pk", "name"))
    return [
        Advice(
            by_number[call.pk],
            call,
            call_in_words(call, moment, names.get(call.instead_of or 0, "")),
        )
        for call in calls
    ]
