"""Words about meetings and places."""

import datetime as dt
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from intranet.moments import when
from intranet.training.words import counted, lasting, minutes_between, places

ROME = ZoneInfo("Europe/Rome")


def test_a_meeting_in_words():
    starts = dt.datetime(2026, 12, 8, 9, 30, tzinfo=ROME)
    ends = dt.datetime(2026, 12, 8, 12, 5, tzinfo=ROME)
    said = when(starts.astimezone(dt.UTC), ends.astimezone(dt.UTC))
    assert said == "martedì 8 dicembre 2026, dalle 9:30 alle 12:05"
    assert "fino a mercoledì 9 dicembre 2026, ore 12:05" in when(
        starts, ends + dt.timedelta(days=1)
    )


@pytest.mark.parametrize(
    ("minutes", "said"),
    [
        (0, "0 minuti"),
        (1, "1 minuto"),
        (60, "1 ora"),
        (150, "2 ore e 30 minuti"),
    ],
)
def test_how_long(minutes, said):
    assert lasting(minutes) == said


@pytest.mark.parametrize(
    ("taken", "waiting", "said"),
    [
        (0, 0, "10 posti liberi"),
        (9, 0, "1 posto libero"),
        (10, 0, "Completo: puoi metterti in lista d’attesa"),
        (10, 1, "Completo, 1 persona in lista d’attesa"),
        (12, 2, "Completo, 2 persone in lista d’attesa"),
    ],
)
def test_places_left(taken, waiting, said):
    assert places(10, taken, waiting) == said


@given(st.integers(1, 1000), st.integers(0, 2000), st.integers(0, 50))
def test_full_or_with_places_never_both(seats, taken, waiting):
    said = places(seats, taken, waiting)
    assert ("Completo" in said) == (taken >= seats)
    assert "-" not in said


@given(st.integers(0, 10_000))
def test_minutes_come_back(minutes):
    starts = dt.datetime(2026, 3, 1, 9, tzinfo=ROME)
    assert minutes_between(starts, starts + dt.timedelta(minutes=minutes)) == minutes
    assert "0 ore" not in f" {lasting(minutes)}".replace("0 ore", "0 ore", 1) or (
        minutes >= 600
    )


def test_one_is_one_and_none_or_several_are_many():
    said = [counted(many, "incontro", "incontri") for many in (0, 1, 2)]
    assert said == ["0 incontri", "1 incontro", "2 incontri"]
