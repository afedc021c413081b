"""Which desks are open at a moment, and which sheets somebody helps with at that moment."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from core.querysets import published_q
from directory.opening_hours import Closure, HoursRow, Patron, Schedule, State
from directory.reading import model_named

ROW = (
    *("weekday", "opens", "closes", "week_of_month", "by_appointment", "valid_from"),
    *("valid_until", "repeats_yearly", "on_public_holidays"),
)


def open_pages(at: dt.datetime, patron: Patron | None) -> frozenset[int]:
    """Keys of the published desks open at the aware moment `at`, and of the published
    sheets that one of them helps with: three queries, however many desks there are.

    Who receives by appointment, or whose hours are not known, is not open.
    """
    desks = open_desks(at, patron)
    rows = model_named("DeskService").objects.filter(published_q("service__"))
    helped = rows.order_by().values_list("service_id", "page_id")
    return frozenset(desks | {service for service, desk in helped if desk in desks})


def open_desks(at: dt.datetime, patron: Patron | None) -> set[int]:
    """Keys of the published desks open at `at`: two queries."""
    rows, closures = _hours(at), _closures(at.date())
    schedules = {
        pk: Schedule(found, closures.get(pk, ()), patron) for pk, found in rows.items()
    }
    return {pk for pk, one in schedules.items() if one.state(at) is State.OPEN}


def _hours(at: dt.datetime) -> dict[int, list[HoursRow]]:
    """The hours of the published desks that may be open: one query."""
    maybe = model_named("DeskPage").objects.filter(published_q()).maybe_open_at(at)
    rows = model_named("DeskHours").objects.filter(page__in=maybe.order_by())
    found = defaultdict(list)
    for pk, *values in rows.values_list("page_id", *ROW):
        found[pk].append(HoursRow(*values))
    return found


def _closures(day: dt.date) -> dict[int, list[Closure]]:
    """The closures of a day, and those of the day before for who opens past midnight."""
    eve = day - dt.timedelta(days=1)
    rows = model_named("DeskClosure").objects.filter(
        starts_on__lte=day, ends_on__gte=eve
    )
    found = defaultdict(list)
    values: Iterable[Any] = rows.values_list("page_id", "starts_on", "ends_on")
    for pk, starts_on, ends_on in values:
        found[pk].append(Closure(starts_on, ends_on))
    return found
