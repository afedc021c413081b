"""What people and search engines are told about the hours of a desk."""

from datetime import date, datetime, time

import pytest

from directory.opening_hours import (
    Closure,
    DayHours,
    HoursRow,
    Patron,
    Schedule,
    Slot,
    State,
    compile_osm,
    schema_org,
    summary_lines,
)

PATRON = Patron("Sant'Omobono", 11, 13)
MORNING = (time(9), time(12, 30))
AFTERNOON = (time(14), time(17))
MONDAY, WEDNESDAY, THURSDAY, FRIDAY, SATURDAY, SUNDAY = 0, 2, 3, 4, 5, 6
FERIE = Closure(date(2026, 8, 10), date(2026, 8, 31), "ferie")


def workdays(*spans, **more):
    return [HoursRow(day, *span, **more) for day in range(5) for span in spans]


def said(rows, at, *closures):
    """The sentence at a moment, for hours verified on that day."""
    moment = datetime.fromisoformat(at)
    return Schedule(rows, closures, PATRON).sentence(moment, moment.date())


DESK = [
    *workdays(MORNING),
    HoursRow(WEDNESDAY, *AFTERNOON),
    HoursRow(THURSDAY, *AFTERNOON, by_appointment=True),
]


@pytest.mark.parametrize(
    ("at", "words"),
    [
        ("2026-11-23T10:00", "Aperto ora, fino alle 12:30"),
        ("2026-11-23T12:30", "Chiuso ora. Apre domani alle 9:00"),
        ("2026-11-25T13:00", "Chiuso ora. Apre oggi alle 14:00"),
        ("2026-11-27T18:00", "Chiuso ora. Apre lunedì 30 novembre alle 9:00"),
        ("2026-11-26T13:00", "Oggi su appuntamento, dalle 14:00 alle 17:00"),
        ("2026-11-26T15:00", "Oggi su appuntamento, dalle 14:00 alle 17:00"),
        (
            "2026-11-13T10:00",
            "Chiuso oggi (Sant'Omobono). Apre lunedì 16 novembre alle 9:00",
        ),
        ("2026-12-25T10:00", "Chiuso oggi (Natale). Apre lunedì 28 dicembre alle 9:00"),
        ("2026-04-30T18:00", "Chiuso ora. Apre lunedì 4 maggio alle 9:00"),
    ],
)
def test_the_sentence_of_an_ordinary_desk(at, words):
    assert said(DESK, at) == words


@pytest.mark.parametrize(
    ("reason", "words"),
    [
        ("ferie", "Chiuso per ferie fino al 31 agosto"),
        ("Ferie estive.", "Chiuso per ferie estive fino al 31 agosto"),
        ("per lavori", "Chiuso per lavori fino al 31 agosto"),
        ("chiusura estiva", "Chiuso fino al 31 agosto: chiusura estiva"),
        ("", "Chiuso fino al 31 agosto"),
    ],
)
def test_the_reason_of_a_closure_is_put_into_the_sentence(reason, words):
    closure = Closure(date(2026, 8, 10), date(2026, 8, 31), reason)
    opens = "Apre martedì 1° settembre alle 9:00"
    assert said(DESK, "2026-08-12T10:00", closure) == f"{words}. {opens}"


@pytest.mark.parametrize(
    ("first", "last", "words"),
    [
        ("2026-08-12", "2026-08-12", "Chiuso oggi per ferie. Apre domani alle 9:00"),
        ("2026-08-01", "2026-08-12", "Chiuso oggi per ferie. Apre domani alle 9:00"),
        ("2026-08-01", "2026-09-08", "Chiuso per ferie fino all'8 settembre. Apre"),
        ("2026-08-01", "2026-09-11", "Chiuso per ferie fino all'11 settembre. Apre"),
        ("2026-08-01", "2027-08-01", "Chiuso per ferie fino al 1° agosto 2027"),
    ],
)
def test_the_last_day_of_a_closure(first, last, words):
    closure = Closure(date.fromisoformat(first), date.fromisoformat(last), "ferie")
    said_now = said(DESK, "2026-08-12T10:00", closure)
    assert said_now.startswith(words)
    assert "Telefona" not in said_now


def test_of_several_closures_the_one_that_ends_last_is_told():
    lutto = Closure(date(2026, 8, 12), date(2026, 8, 12), "lutto")
    assert said(DESK, "2026-08-12T10:00", FERIE, lutto).startswith("Chiuso per ferie")


@pytest.mark.parametrize(
    ("span", "at", "words"),
    [
        ((time(22), time(1)), "2026-11-23T23:00", "Aperto ora, fino all'1:00"),
        ((time(22), time(2)), "2026-11-24T01:00", "Aperto ora, fino alle 2:00"),
        ((time(20), time(0)), "2026-11-23T21:00", "Aperto ora, fino a mezzanotte"),
        (
            (time(0), time(6)),
            "2026-11-22T21:00",
            "Chiuso ora. Apre domani alle 0:00",
        ),
        ((time(1), time(6)), "2026-11-22T21:00", "Chiuso ora. Apre domani all'1:00"),
    ],
)
def test_hours_of_the_night_have_their_own_articles(span, at, words):
    assert said([HoursRow(MONDAY, *span)], at) == words


def test_open_day_and_night():
    rows = [
        HoursRow(day, time(0), time(0), on_public_holidays=True) for day in range(7)
    ]
    assert said(rows, "2026-12-25T03:00") == "Aperto 24 ore su 24"
    works = Closure(date(2026, 11, 26), date(2026, 11, 26), "lavori")
    words = said(rows, "2026-11-23T03:00", works)
    assert words == "Aperto ora, fino alla mezzanotte di mercoledì 25 novembre"


def test_an_opening_that_ends_in_days_names_the_day():
    rows = [
        *(HoursRow(day, time(0), time(0)) for day in (0, 1)),
        HoursRow(WEDNESDAY, time(0), time(18)),
    ]
    words = said(rows, "2026-11-23T03:00")
    assert words == "Aperto ora, fino alle 18:00 di mercoledì 25 novembre"


@pytest.mark.parametrize(
    ("at", "words"),
    [
        (
            "2026-11-25T10:00",
            "Chiuso ora. Su appuntamento domani, dalle 14:00 alle 17:00",
        ),
        ("2026-11-27T00:30", "Oggi su appuntamento, fino alle 2:00"),
        ("2026-11-28T10:00", "Oggi su appuntamento, fino a mezzanotte"),
    ],
)
def test_the_sentence_of_a_desk_by_appointment(at, words):
    spans = {
        THURSDAY: [AFTERNOON, (time(20), time(2))],
        SATURDAY: [(time(0), time(0))],
    }
    rows = [
        HoursRow(day, *span, by_appointment=True)
        for day, found in spans.items()
        for span in found
    ]
    assert said(rows, at) == words


def test_hours_that_nobody_told():
    words = "Orario non ancora comunicato: telefona prima di venire"
    assert said([], "2026-11-23T10:00") == words
    expired = workdays(MORNING, valid_until=date(2026, 6, 30))
    assert said(expired, "2026-11-23T10:00") == words
    assert Schedule([]).state(datetime(2026, 11, 23)) is State.UNKNOWN
    assert Schedule([]).week(date(2026, 11, 23))[0] == DayHours(date(2026, 11, 23))
    assert compile_osm([], [FERIE], PATRON) == ""


def test_a_closure_is_known_also_where_hours_are_not():
    assert said([], "2026-08-12T10:00", FERIE) == "Chiuso per ferie fino al 31 agosto"


def test_when_nothing_opens_within_two_months_people_are_asked_to_call():
    rows = workdays(MORNING, valid_from=date(2027, 3, 1))
    words = "Chiuso ora. Telefona per sapere quando riapre"
    assert said(rows, "2026-11-23T10:00") == words


@pytest.mark.parametrize(
    ("at", "words"),
    [
        ("2026-11-23T10:00", "Orario di oggi: 9:00–12:30."),
        ("2026-11-25T23:00", "Orario di oggi: 9:00–12:30 e 14:00–17:00."),
        (
            "2026-11-26T10:00",
            "Orario di oggi: 9:00–12:30 e 14:00–17:00 su appuntamento.",
        ),
        ("2026-11-22T10:00", "Oggi di solito è chiuso."),
        ("2026-12-25T10:00", "Chiuso oggi (Natale)."),
        ("2026-08-12T10:00", "Chiuso per ferie fino al 31 agosto."),
    ],
)
@pytest.mark.parametrize("verified_on", [None, date(2026, 5, 1)])
def test_stale_hours_are_told_with_a_warning(at, words, verified_on):
    schedule = Schedule(DESK, [FERIE], PATRON)
    sentence = schedule.sentence(datetime.fromisoformat(at), verified_on)
    assert sentence == f"{words} Prima di partire telefona."


@pytest.mark.parametrize(
    ("verified_on", "days", "stale"),
    [
        (date(2026, 8, 25), 90, False),
        (date(2026, 8, 24), 90, True),
        (date(2026, 11, 1), 10, True),
        (date(2027, 1, 1), 90, False),
    ],
)
def test_hours_are_stale_after_the_days_given(verified_on, days, stale):
    at = datetime(2026, 11, 23, 10)
    words = Schedule(DESK).sentence(at, verified_on, stale_after_days=days)
    assert words.startswith("Orario di oggi") is stale


def test_the_week_shows_hours_and_reasons():
    rows = [*DESK, HoursRow(FRIDAY, time(8), time(9), note="solo consegne")]
    week = Schedule(rows, [FERIE], PATRON).week(date(2026, 11, 13))
    assert [day.date.day for day in week] == [9, 10, 11, 12, 13, 14, 15]
    assert week[3].text == "9:00–12:30 e 14:00–17:00 su appuntamento"
    assert week[4] == DayHours(date(2026, 11, 13), (), "Sant'Omobono")
    assert week[5] == DayHours(date(2026, 11, 14))
    friday = Schedule(rows).week(datetime(2026, 11, 20, 23))[4]
    assert friday.slots == (
        Slot(time(8), time(9), note="solo consegne"),
        Slot(*MORNING),
    )


def test_the_week_names_closures():
    no_reason = Closure(date(2026, 8, 5), date(2026, 8, 5))
    days = Schedule(DESK, [FERIE, no_reason], PATRON).week(date(2026, 8, 5))
    assert days[2].closed_reason == "chiusura"
    assert Schedule(DESK, [FERIE]).day(date(2026, 8, 10)).closed_reason == "ferie"


def test_equal_days_share_a_line():
    odd = [HoursRow(day, *MORNING) for day in (MONDAY, WEDNESDAY, FRIDAY)]
    assert summary_lines(odd) == [("Lunedì, mercoledì e venerdì", "9:00–12:30", "")]
    assert summary_lines(DESK) == [
        ("Lunedì, martedì, giovedì e venerdì", "9:00–12:30", ""),
        ("Mercoledì", "9:00–12:30 e 14:00–17:00", ""),
        ("Giovedì", "14:00–17:00", "su appuntamento"),
    ]
    assert summary_lines(workdays(MORNING))[0].days == "Da lunedì a venerdì"
    assert summary_lines([]) == []


def test_a_row_given_twice_is_told_once():
    twice = [HoursRow(MONDAY, *MORNING)] * 2
    assert summary_lines(twice) == [("Lunedì", "9:00–12:30", "")]


def test_a_line_for_every_day_and_night():
    rows = [
        HoursRow(day, time(0), time(0), on_public_holidays=True) for day in range(7)
    ]
    assert summary_lines(rows) == [
        ("Tutti i giorni", "24 ore su 24", "anche nei giorni festivi")
    ]
    assert (
        summary_lines([HoursRow(MONDAY, time(20), time(0))])[0].hours == "20:00–24:00"
    )


@pytest.mark.parametrize(
    ("days", "week", "words"),
    [
        ([THURSDAY], 1, "Il primo giovedì del mese"),
        ([THURSDAY], -1, "L'ultimo giovedì del mese"),
        ([SUNDAY], 2, "La seconda domenica del mese"),
        ([SUNDAY], -1, "L'ultima domenica del mese"),
        ([MONDAY, FRIDAY], 3, "Il terzo lunedì e il terzo venerdì del mese"),
    ],
)
def test_days_counted_in_the_month(days, week, words):
    rows = [HoursRow(day, *MORNING, week_of_month=week) for day in days]
    assert summary_lines(rows) == [(words, "9:00–12:30", "")]


@pytest.mark.parametrize(
    ("period", "words"),
    [
        (("2026-10-01", "2027-03-31", True), "dal 1° ottobre al 31 marzo"),
        (("2026-10-08", "2027-03-11", False), "dall'8 ottobre 2026 all'11 marzo 2027"),
        ((None, "2026-12-31", False), "fino al 31 dicembre 2026"),
        (("2026-12-08", None, False), "dall'8 dicembre 2026"),
    ],
)
def test_periods_in_words(period, words):
    first, last = (date.fromisoformat(day) if day else None for day in period[:2])
    row = HoursRow(
        *(MONDAY, *MORNING),
        valid_from=first,
        valid_until=last,
        repeats_yearly=period[2],
        note="citofonare",
        by_appointment=True,
    )
    assert summary_lines([row])[0].note == f"su appuntamento, {words}, citofonare"


def test_summer_follows_winter():
    summer = workdays(
        MORNING, valid_from=date(2026, 6, 1), valid_until=date(2026, 9, 30)
    )
    winter = workdays(
        AFTERNOON, valid_from=date(2026, 1, 1), valid_until=date(2026, 5, 31)
    )
    assert [line.hours for line in summary_lines([*summer, *winter])] == [
        "14:00–17:00",
        "9:00–12:30",
    ]


HOLIDAYS = {
    "@type": "OpeningHoursSpecification",
    "dayOfWeek": "https://schema.org/PublicHolidays",
    "opens": "00:00",
    "closes": "00:00",
}


def test_schema_org_lists_openings_holidays_and_closures():
    rows = [HoursRow(MONDAY, *MORNING), HoursRow(FRIDAY, *MORNING)]
    assert schema_org(rows, [FERIE]) == [
        {
            "@type": "OpeningHoursSpecification",
            "dayOfWeek": ["https://schema.org/Monday", "https://schema.org/Friday"],
            "opens": "09:00",
            "closes": "12:30",
        },
        HOLIDAYS,
        {
            "@type": "OpeningHoursSpecification",
            "validFrom": "2026-08-10",
            "validThrough": "2026-08-31",
            "opens": "00:00",
            "closes": "00:00",
        },
    ]
    assert len(schema_org(rows, [FERIE], on=date(2026, 9, 1))) == 2


def test_schema_org_calls_no_appointment_open():
    row = HoursRow(MONDAY, *MORNING, by_appointment=True)
    assert schema_org([row], [FERIE]) == []
    assert "Tuesday" not in str(schema_org([row, HoursRow(2, *MORNING)], []))


def test_schema_org_of_a_whole_day():
    row = HoursRow(MONDAY, time(0), time(0), on_public_holidays=True)
    (entry,) = schema_org([row], [])
    assert (entry["opens"], entry["closes"]) == ("00:00", "23:59")


def test_schema_org_dates_what_is_counted_in_the_month():
    row = HoursRow(THURSDAY, *MORNING, week_of_month=1)
    assert schema_org([row], []) == [HOLIDAYS]
    dated = schema_org([row], [], on=date(2026, 11, 22))
    assert [entry["validFrom"] for entry in dated[:-1]] == ["2026-12-03", "2027-01-07"]
    assert all(entry["validFrom"] == entry["validThrough"] for entry in dated[:-1])


@pytest.mark.parametrize(
    ("first", "last", "on", "expected"),
    [
        ("2019-10-01", "2020-03-31", "2026-11-22", ("2026-10-01", "2027-03-31")),
        ("2019-10-01", "2020-03-31", "2027-01-10", ("2026-10-01", "2027-03-31")),
        ("2019-10-01", "2020-03-31", "2027-04-01", ("2027-10-01", "2028-03-31")),
        ("2019-06-01", "2019-08-31", "2026-11-22", ("2027-06-01", "2027-08-31")),
        ("2019-12-01", "2020-02-29", "2026-11-22", ("2026-12-01", "2027-02-28")),
    ],
)
def test_schema_org_dates_a_season_in_the_year_asked(first, last, on, expected):
    row = HoursRow(
        *(MONDAY, *MORNING),
        valid_from=date.fromisoformat(first),
        valid_until=date.fromisoformat(last),
        repeats_yearly=True,
    )
    entry = schema_org([row], [], on=date.fromisoformat(on))[0]
    assert (entry["validFrom"], entry["validThrough"]) == expected
    undated = schema_org([row], [])[0]
    assert (undated["validFrom"], undated["validThrough"]) == (first, last)
