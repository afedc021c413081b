"""One test for each way in which hours written for the library can go wrong."""

import time as clock
from datetime import UTC, date, datetime, time, timedelta

import pytest
from opening_hours import OpeningHours, ParserError

from directory.opening_hours import (
    Closure,
    HoursRow,
    Patron,
    Schedule,
    State,
    compile_osm,
)
from directory.opening_hours.public_holidays import holiday_name

PATRON = Patron("Sant'Omobono", 11, 13)
MORNING = (time(9), time(12, 30))
AFTERNOON = (time(14), time(17))
EVENING = (time(22), time(2))
MONDAY, THURSDAY, FRIDAY, SATURDAY, SUNDAY = 0, 3, 4, 5, 6


def workdays(*spans, **more):
    return [HoursRow(day, *span, **more) for day in range(5) for span in spans]


def library(expression):
    """The library alone, as the product configures it."""
    return OpeningHours(
        expression, country="IT", auto_country=False, auto_timezone=False
    )


def test_an_afternoon_does_not_erase_the_morning():
    expression = compile_osm(workdays(MORNING, AFTERNOON), [], None)
    assert library("Mo 09:00-12:30; Mo 14:00-17:00").is_closed(
        datetime(2026, 11, 23, 10)
    )
    assert library(expression).is_open(datetime(2026, 11, 23, 10))
    assert library(expression).is_open(datetime(2026, 11, 23, 15))


def test_an_appointment_row_does_not_erase_the_open_ones():
    rows = [
        HoursRow(MONDAY, *MORNING),
        HoursRow(MONDAY, *AFTERNOON, by_appointment=True),
    ]
    schedule = Schedule(rows)
    assert schedule.state(datetime(2026, 11, 23, 10)) is State.OPEN
    assert schedule.state(datetime(2026, 11, 23, 15)) is State.BY_APPOINTMENT


def test_by_appointment_is_never_open_day_and_night():
    assert library('"su appuntamento"').is_open(datetime(2026, 11, 23, 3))
    schedule = Schedule([HoursRow(MONDAY, *MORNING, by_appointment=True)])
    assert schedule.expression.startswith('Mo 09:00-12:30 unknown "su appuntamento"')
    assert schedule.state(datetime(2026, 11, 23, 3)) is State.CLOSED
    assert schedule.state(datetime(2026, 11, 23, 10)) is State.BY_APPOINTMENT


def test_no_fallback_is_ever_written():
    rows = [
        HoursRow(MONDAY, *MORNING),
        HoursRow(MONDAY, *AFTERNOON, by_appointment=True),
    ]
    assert "||" not in compile_osm(rows, [Closure(*[date(2026, 8, 1)] * 2)], PATRON)


def test_the_next_opening_is_not_the_end_of_a_holiday_at_midnight():
    schedule = Schedule(workdays(MORNING), [], PATRON)
    patrons_day = datetime(2026, 11, 13, 18)
    assert library(schedule.expression).next_change(patrons_day).hour == 0
    assert schedule.next_opening(patrons_day).isoformat() == "2026-11-16T09:00:00+01:00"


def test_the_end_of_an_opening_is_not_a_change_of_comment():
    whole_day = [
        HoursRow(day, time(0), time(0), on_public_holidays=True) for day in range(7)
    ]
    closed = Closure(date(2026, 11, 25), date(2026, 11, 25), "lavori")
    assert Schedule(whole_day, [], PATRON).until(datetime(2026, 11, 12, 9)) is None
    until = Schedule(whole_day, [closed]).until(datetime(2026, 11, 23, 9))
    assert until.isoformat() == "2026-11-25T00:00:00+01:00"


@pytest.mark.parametrize(
    "reason", ['ferie"; 24/7 || "x', "a\nb", '"', "", "\x00", "; Mo-Su"]
)
def test_the_words_of_a_closure_cannot_open_the_desk(reason):
    closure = Closure(date(2026, 8, 10), date(2026, 8, 31), reason)
    schedule = Schedule(workdays(MORNING), [closure])
    assert schedule.state(datetime(2026, 8, 12, 10)) is State.CLOSED
    assert schedule.state(datetime(2026, 9, 1, 10)) is State.OPEN
    assert schedule.state(datetime(2026, 9, 1, 20)) is State.CLOSED


def test_the_patron_of_the_town_closes_and_is_not_a_national_holiday():
    friday = datetime(2026, 11, 13, 10)
    assert holiday_name(friday.date(), "IT") == ""
    assert Schedule(workdays(MORNING)).state(friday) is State.OPEN
    assert Schedule(workdays(MORNING), [], PATRON).state(friday) is State.CLOSED


@pytest.mark.parametrize(("year", "name"), [(2025, ""), (2027, "San Francesco")])
def test_saint_francis_is_a_holiday_from_2026(year, name):
    assert name in holiday_name(date(year, 10, 4), "IT")
    row = HoursRow(date(year, 10, 4).weekday(), *MORNING)
    expected = State.CLOSED if name else State.OPEN
    assert Schedule([row]).state(datetime(year, 10, 4, 10)) is expected


def test_the_day_of_national_unity_closes_nothing_and_hides_no_name():
    assert holiday_name(date(2027, 11, 7), "IT") == ""
    assert holiday_name(date(2026, 11, 1), "IT") == "Ognissanti"


def test_every_holiday_that_closes_has_an_italian_name():
    day, names = date(2026, 1, 1), set()
    while day.year < 2028:
        names.add(holiday_name(day, "IT"))
        day += timedelta(days=1)
    assert {"", "Natale", "Capodanno", "Lunedì dell'Angelo"} <= names
    assert "festività" not in names
    assert len(names) == 14


def test_a_row_may_hold_on_holidays_too():
    rows = [
        HoursRow(FRIDAY, *MORNING),
        HoursRow(FRIDAY, *AFTERNOON, on_public_holidays=True),
    ]
    schedule = Schedule(rows, [], PATRON)
    for day in (datetime(2026, 12, 25), datetime(2026, 11, 13)):
        assert schedule.state(day.replace(hour=10)) is State.CLOSED
        assert schedule.state(day.replace(hour=15)) is State.OPEN


@pytest.mark.parametrize(
    ("week", "open_on"),
    [(1, 5), (2, 12), (3, 19), (4, 26), (-1, 26), (None, 12)],
)
def test_a_weekday_counted_in_the_month(week, open_on):
    schedule = Schedule([HoursRow(THURSDAY, *MORNING, week_of_month=week)])
    thursdays = [datetime(2026, 11, day, 10) for day in (5, 12, 19, 26)]
    found = [day.day for day in thursdays if schedule.state(day) is State.OPEN]
    assert open_on in found
    assert len(found) == (1 if week else 4)


def test_the_last_weekday_is_the_fifth_where_there_are_five():
    schedule = Schedule([HoursRow(MONDAY, *MORNING, week_of_month=-1)])
    assert schedule.state(datetime(2026, 11, 23, 10)) is State.CLOSED
    assert schedule.state(datetime(2026, 11, 30, 10)) is State.OPEN


def test_a_season_crosses_the_year_and_comes_back():
    winter = {
        "valid_from": date(2019, 10, 1),
        "valid_until": date(2020, 3, 31),
        "repeats_yearly": True,
    }
    schedule = Schedule([HoursRow(day, *MORNING, **winter) for day in range(7)])
    states = {
        day: schedule.state(datetime.fromisoformat(f"{day}T10:00"))
        for day in (
            "2026-09-30",
            "2026-10-01",
            "2027-01-02",
            "2027-03-31",
            "2027-04-01",
        )
    }
    closed, opened = State.CLOSED, State.OPEN
    assert list(states.values()) == [closed, opened, opened, opened, closed]


@pytest.mark.parametrize("year", [2027, 2028])
def test_a_season_may_end_on_a_leap_day(year):
    ends = {"valid_from": date(2023, 12, 1), "valid_until": date(2024, 2, 29)}
    rows = [HoursRow(day, *MORNING, **ends, repeats_yearly=True) for day in range(7)]
    schedule = Schedule(rows)
    assert schedule.state(datetime(year, 2, 28, 10)) is State.OPEN
    assert schedule.state(datetime(year, 3, 1, 10)) is State.CLOSED


def test_validity_with_one_end_only():
    until = HoursRow(MONDAY, *MORNING, valid_until=date(2025, 3, 31))
    since = HoursRow(MONDAY, *MORNING, valid_from=date(2026, 11, 23))
    assert Schedule([until]).state(datetime(1999, 11, 22, 10)) is State.OPEN
    assert Schedule([until]).state(datetime(2025, 3, 31, 10)) is State.OPEN
    assert Schedule([since]).state(datetime(2026, 11, 16, 10)) is State.CLOSED
    assert Schedule([since]).state(datetime(2031, 11, 24, 10)) is State.OPEN


def test_an_evening_that_would_start_on_a_closed_day_has_no_night():
    rows = [HoursRow(day, *EVENING) for day in range(7)]
    closure = Closure(date(2026, 12, 17), date(2026, 12, 17), "ferie")
    schedule = Schedule(rows, [closure], PATRON)
    nights = {
        "2026-12-16T23:00": State.OPEN,
        "2026-12-17T01:00": State.CLOSED,
        "2026-12-18T01:00": State.CLOSED,
        "2026-12-18T23:00": State.OPEN,
        "2026-11-14T01:00": State.CLOSED,
        "2026-12-09T01:00": State.CLOSED,
        "2026-12-10T01:00": State.OPEN,
    }
    for night, expected in nights.items():
        assert schedule.state(datetime.fromisoformat(night)) is expected, night


def test_a_night_cut_off_after_a_holiday_leaves_the_other_rows():
    rows = [HoursRow(FRIDAY, *EVENING), HoursRow(SUNDAY, time(0), time(0))]
    schedule = Schedule([*rows, HoursRow(SATURDAY, time(2), time(12))], [], PATRON)
    assert schedule.state(datetime(2026, 11, 14, 1)) is State.CLOSED
    assert schedule.state(datetime(2026, 11, 14, 3)) is State.OPEN
    assert schedule.state(datetime(2027, 11, 14, 1)) is State.OPEN


@pytest.mark.parametrize(
    ("evening", "hours_open"),
    [(datetime(2026, 3, 28, 22), 5), (datetime(2026, 10, 24, 22), 7)],
)
def test_a_night_with_a_change_of_the_clocks_has_its_real_length(evening, hours_open):
    schedule = Schedule([HoursRow(SATURDAY, time(22), time(4))])
    start, until = schedule.local(evening), schedule.until(evening)
    assert until.hour == 4
    assert until.astimezone(UTC) - start.astimezone(UTC) == timedelta(hours=hours_open)


def test_an_opening_at_a_time_that_summer_time_skips_starts_when_it_exists():
    schedule = Schedule([HoursRow(SUNDAY, time(2, 15), time(5))])
    opening = schedule.next_opening(datetime(2026, 3, 29, 1))
    assert opening.isoformat() == "2026-03-29T03:00:00+02:00"


@pytest.mark.parametrize(
    "method", ["state", "until", "next_opening", "sentence", "week"]
)
def test_a_moment_that_summer_time_skips_can_be_asked(method):
    skipped = datetime(2026, 3, 29, 2, 30)
    schedule = Schedule(workdays(MORNING))
    ask = getattr(schedule, method)
    assert ask(skipped) == ask(skipped + timedelta(hours=1))
    assert ask(schedule.local(skipped).replace(hour=2)) == ask(skipped)


def test_a_search_may_end_at_a_moment_that_summer_time_skips():
    schedule = Schedule([HoursRow(MONDAY, *MORNING, valid_until=date(2020, 1, 1))])
    assert schedule.next_opening(datetime(2026, 1, 28, 2, 30), horizon_days=60) is None
    assert schedule.until(datetime(2026, 3, 21, 2, 30)) is None


@pytest.mark.parametrize("fold", [0, 1])
def test_the_hour_that_comes_twice_is_open_twice(fold):
    schedule = Schedule([HoursRow(SATURDAY, time(22), time(2, 30))])
    at = datetime(2026, 10, 25, 2, 10, fold=fold)
    assert schedule.state(at) is State.OPEN
    assert schedule.until(at) > schedule.local(at)


def test_moments_of_other_zones_are_read_on_the_desks_clock():
    schedule = Schedule(workdays(MORNING))
    assert schedule.state(datetime(2026, 7, 6, 7, 30, tzinfo=UTC)) is State.OPEN
    assert schedule.state(datetime(2026, 11, 23, 7, 30, tzinfo=UTC)) is State.CLOSED
    assert schedule.until(datetime(2026, 7, 6, 7, 30, tzinfo=UTC)).hour == 12


@pytest.mark.parametrize(
    "method", ["state", "until", "next_opening", "sentence", "week"]
)
def test_the_clock_is_never_read(method):
    """The library would ask the system for the time, out of reach of a test."""
    schedule = Schedule(workdays(MORNING))
    with pytest.raises(TypeError):
        getattr(schedule, method)()
    moment = datetime(1999, 11, 22, 10)
    assert schedule.state(moment) is State.OPEN


def test_rows_that_have_run_out_are_answered_at_once():
    """Left without an end, the library searches them to the year 9999: seconds."""
    rows = workdays(MORNING, valid_until=date(2020, 1, 1))
    schedule, at = Schedule(rows, [], PATRON), datetime(2026, 11, 22, 10)
    started = clock.process_time()
    answers = schedule.state(at), schedule.until(at), schedule.next_opening(at)
    assert clock.process_time() - started < 0.2
    assert answers == (State.UNKNOWN, None, None)


def test_a_listing_of_fifty_desks_is_cheap():
    """Far above what it costs (0.1 ms a desk), far below what parsing anew each time would."""
    at = datetime(2026, 11, 25, 13)
    desks = [workdays(MORNING, (time(14, minute), time(17))) for minute in range(50)]
    for rows in desks:
        Schedule(rows, [], PATRON).state(at)
    started = clock.process_time()
    for rows in desks:
        schedule = Schedule(rows, [], PATRON)
        schedule.state(at), schedule.until(at), schedule.next_opening(at)
    assert clock.process_time() - started < 50 * 0.0015


@pytest.mark.parametrize("words", ["lun-ven 9.00-12.30", "sempre", 'PH off "a"b'])
def test_the_library_refuses_what_it_does_not_understand(words):
    with pytest.raises(ParserError):
        library(words)
