"""An overdue sheet gives way to one that answers the same, and to no other."""

import datetime as dt
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from core.models import Review
from directory.found import ServiceFacts
from search.cards import Card
from search.confirmed_first import confirmed_first
from search.index import update_pages
from search.result import Hit
from tests.conftest import home  # noqa: F401 (the real site, with its lists)
from tests.factories import ServiceFactory

MONDAY = dt.datetime(2026, 1, 12, 10, tzinfo=ZoneInfo("Europe/Rome"))


def card(title, word, *, stale=False, crisis="", kind="service"):
    start = title.casefold().find(word)
    marks = ((start, start + len(word)),) if start >= 0 else ()
    hit = Hit(1, kind, title, "", "/", title_marks=marks)
    if kind != "service":
        return Card(hit)
    return Card(hit, ServiceFacts(crisis_phone=crisis, is_stale=stale))


def order(*cards):
    return [one.hit.title for one in confirmed_first(cards)]


def test_of_two_that_answer_the_same_the_confirmed_one_is_first():
    old, fresh = card("Mensa A", "mensa", stale=True), card("Mensa B", "mensa")
    assert order(old, fresh) == ["Mensa B", "Mensa A"]


def test_one_whose_title_holds_less_of_what_is_sought_comes_later_all_the_same():
    old, other = card("Mensa A", "mensa", stale=True), card("Pasti", "mensa")
    assert order(old, other) == ["Mensa A", "Pasti"]


def test_a_sheet_for_emergencies_never_gives_way():
    old = card("Violenza A", "violenza", stale=True, crisis="1522")
    assert order(old, card("Violenza B", "violenza")) == ["Violenza A", "Violenza B"]


def test_desks_and_what_stands_between_keep_their_place():
    old, desk = (
        card("Mensa A", "mensa", stale=True),
        card("Mensa", "mensa", kind="desk"),
    )
    assert order(old, desk, card("Mensa B", "mensa")) == ["Mensa A", "Mensa", "Mensa B"]


KINDS = st.builds(
    card,
    st.sampled_from(["Mensa A", "Mensa B", "Pasti", "La mensa"]),
    st.just("mensa"),
    stale=st.booleans(),
    crisis=st.sampled_from(["", "112"]),
    kind=st.sampled_from(["service", "desk"]),
)


@given(st.lists(KINDS, max_size=8))
def test_nothing_is_lost_and_a_second_time_changes_nothing(cards):
    once = confirmed_first(cards)
    assert sorted(map(id, once)) == sorted(map(id, cards))
    assert confirmed_first(once) == once


@pytest.fixture
def titles(client, monkeypatch, body):
    """Titles on the page of results, in their order, on a Monday."""
    monkeypatch.setattr(timezone, "localtime", lambda *a, **k: MONDAY)
    pages = [
        ServiceFactory(parent=body, title=title)
        for title in ("Mensa di via Uno", "Mensa di via Due", "Mensa di via Sei")
    ]
    days = (dt.date(2024, 1, 1), dt.date(2026, 1, 2), dt.date(2025, 12, 2))
    for page, day in zip(pages, days, strict=True):
        Review.objects.create(page=page, reviewed_on=day, reviewer="Comune")
    update_pages([page.pk for page in pages])

    def shown(query):
        answer = client.get(f"/cerca/?{query}")
        return [card.hit.title for card in answer.context["cards"]]

    return shown


def test_on_the_page_the_overdue_one_is_last(titles):
    assert titles("q=mensa")[-1] == "Mensa di via Uno"


def test_without_words_nothing_is_reordered(titles, monkeypatch):
    plain = titles("tipo=servizi")
    monkeypatch.setattr("search.finding_page.confirmed_first", lambda cards: ())
    assert titles("tipo=servizi") == plain
