"""Who is open now: as the desk's own page says, in three queries."""

import datetime as dt
from zoneinfo import ZoneInfo

from directory.models import DeskClosure, DeskHours
from directory.open_desks import open_desks, open_pages
from directory.opening_hours import Patron
from tests.factories import (
    DeskFactory,
    ServiceFactory,
    offer,
    open_every_weekday,
    restrict,
)

ROME = ZoneInfo("Europe/Rome")
MONDAY = dt.datetime(2026, 1, 12, 10, tzinfo=ROME)
PATRON = Patron("Sant'Omobono", 11, 13)


def test_open_by_its_hours_and_not_outside_them(body):
    desk = DeskFactory(parent=body)
    open_every_weekday(desk)
    assert open_desks(MONDAY, None) == {desk.pk}
    assert open_desks(MONDAY.replace(hour=12), None) == set()
    assert open_desks(MONDAY + dt.timedelta(days=6), None) == set()


def test_not_known_and_by_appointment_are_not_open(body):
    DeskFactory(parent=body)
    asked = DeskFactory(parent=body)
    DeskHours.objects.create(
        page=asked, weekday=0, opens="09:00", closes="12:00", by_appointment=True
    )
    assert open_desks(MONDAY, None) == set()


def test_closures_holidays_and_the_patron_close(body):
    desk = DeskFactory(parent=body)
    open_every_weekday(desk)
    patron = dt.datetime(2026, 11, 13, 10, tzinfo=ROME)
    assert open_desks(patron, PATRON) == set()
    assert open_desks(patron, None) == {desk.pk}
    assert open_desks(dt.datetime(2026, 1, 6, 10, tzinfo=ROME), None) == set()
    DeskClosure.objects.create(page=desk, starts_on="2026-01-10", ends_on="2026-01-12")
    assert open_desks(MONDAY, None) == set()


def test_an_opening_past_midnight_is_of_the_day_it_began(body):
    desk = DeskFactory(parent=body)
    DeskHours.objects.create(page=desk, weekday=6, opens="20:00", closes="02:00")
    night = MONDAY.replace(hour=1)
    assert open_desks(night, None) == {desk.pk}
    DeskClosure.objects.create(page=desk, starts_on="2026-01-11", ends_on="2026-01-11")
    assert open_desks(night, None) == set()


def test_a_sheet_is_open_with_a_desk_that_helps_with_it(body):
    desk, closed = DeskFactory(parent=body), DeskFactory(parent=body)
    open_every_weekday(desk)
    helped, alone, hidden = (ServiceFactory(parent=body) for _ in range(3))
    offer(desk, helped)
    offer(closed, alone)
    offer(desk, hidden)
    restrict(hidden)
    assert open_pages(MONDAY, None) == {desk.pk, helped.pk}
    restrict(desk)
    assert open_pages(MONDAY, None) == set()


def test_the_same_queries_for_ten_times_the_desks(body, queries):
    def cost():
        with queries() as asked:
            open_pages(MONDAY, None)
        return len(asked)

    open_every_weekday(DeskFactory(parent=body))
    open_pages(MONDAY, None)
    few = cost()
    for _ in range(10):
        desk = DeskFactory(parent=body)
        open_every_weekday(desk)
        offer(desk, ServiceFactory(parent=body))
    assert cost() == few == 3


def test_who_answers_day_and_night_is_always_open(body):
    line = DeskFactory(parent=body, kind="linea-telefonica")
    for weekday in range(7):
        DeskHours.objects.create(
            page=line,
            weekday=weekday,
            opens="00:00",
            closes="00:00",
            on_public_holidays=True,
        )
    for moment in (MONDAY, MONDAY.replace(hour=0), MONDAY.replace(hour=23, minute=59)):
        assert open_desks(moment, None) == {line.pk}
