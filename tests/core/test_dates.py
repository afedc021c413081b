"""Dates are told in words, with the article that Italian wants."""

import datetime as dt

import pytest
from django.template import engines
from hypothesis import given
from hypothesis import strategies as st

from core import dates

MARCH_3 = dt.date(2026, 3, 3)


@pytest.mark.parametrize(
    ("day", "on", "begins", "ends"),
    [
        (dt.date(2026, 3, 3), "il 3 marzo", "dal 3 marzo", "al 3 marzo"),
        (dt.date(2026, 9, 1), "il 1° settembre", "dal 1° settembre", "al 1° settembre"),
        (dt.date(2026, 12, 8), "l'8 dicembre", "dall'8 dicembre", "all'8 dicembre"),
        (dt.date(2026, 8, 11), "l'11 agosto", "dall'11 agosto", "all'11 agosto"),
        (dt.date(2026, 4, 18), "il 18 aprile", "dal 18 aprile", "al 18 aprile"),
    ],
)
def test_the_article_follows_the_number(day, on, begins, ends):
    assert dates.on_day(day) == f"{on} 2026"
    assert dates.from_day(day) == begins
    assert dates.until_day(day) == ends
    assert dates.from_day(day, with_year=True) == f"{begins} 2026"
    assert dates.until_day(day, with_year=True) == f"{ends} 2026"


@given(st.dates())
def test_a_date_in_words_is_one_date_alone(day):
    number, month, year = dates.in_full(day).split(" ")
    assert int(number.rstrip("°")) == day.day
    assert dates.MONTHS.index(month) == day.month - 1
    assert int(year) == day.year


def told(template, value):
    return engines["django"].from_string(template).render({"value": value})


def test_templates_tell_dates_in_words():
    assert told("{{ value|on_day }}", MARCH_3) == "il 3 marzo 2026"
    assert told("{{ value|until_day }}", MARCH_3) == "al 3 marzo 2026"
    assert told("{{ value|in_full }}", dt.date(2026, 9, 1)) == "1° settembre 2026"


def test_a_moment_is_told_by_the_day_it_has_in_italy():
    late = dt.datetime(2026, 3, 3, 23, 30, tzinfo=dt.UTC)
    assert told("{{ value|in_full }}", late) == "4 marzo 2026"
