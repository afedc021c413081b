"""Which words are remembered, when they can be read, when they are forgotten."""

import datetime as dt
import logging

import pytest
from django.db import OperationalError, connection

from search.learning import noting
from search.learning.choosing import names, noted_stems
from search.learning.forgetting import forget_answered, forget_unseen, forget_words
from search.learning.noting import key_of, note_missing
from search.models import IndexWord, MissingWord, SynonymGroup
from search.result import SearchResult

DAY = dt.date(2026, 5, 4)
FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"


def noted(text, missing=None, agent=FIREFOX):
    return noted_stems(missing or text.split(), text, agent)


def search(text="pizzeria", day=0, missing=None):
    result = SearchResult(missing=tuple(missing or text.split()))
    note_missing(result, text, agent=FIREFOX, on=DAY + dt.timedelta(day))


def test_only_the_words_that_nothing_holds():
    assert noted("pizzeria a domicilio", ["pizzeria"]) == ["pizzer"]
    assert noted("pizzerie", ["pizzerie"]) == ["pizzer"]


@pytest.mark.parametrize(
    "text",
    [
        "mario",
        "Rossi",
        "mario zanardelli",
        "zanardelli mario",
        "ousmane kourouma",
        "fatima",
        "signora zanardelli",
        "via zanardelli",
        "mi chiamo zanardelli",
        "cerco Zanardelli",
        "mario.zanardelli@posta.example",
        "x@y.it",
        "www.zanardelli.it",
        "https://zanardelli.example/x",
        "RSSMRA80A01D150X",
        "3331234567",
        "abc123",
        "0372/zanardelli1",
        "ab",
        "a" * 26,
        "Дмитрий",
    ],
)
def test_what_could_tell_of_a_person_is_dropped(text):
    assert set(noted(text)) <= {"via", "chiam", "cerco"}


def test_a_name_hides_its_neighbours_alone():
    assert noted(
        "pizzeria sotto casa mario zanardelli", ["pizzeria", "zanardelli"]
    ) == ["pizzer"]


def test_long_texts_and_robots_are_dropped():
    long = "pizzeria " + "parola " * 12
    assert noted(long, ["pizzeria"]) == []
    for agent in ("", " ", "Googlebot/2.1", "curl/8", "python-requests/2", "Scrapy"):
        assert noted("pizzeria", agent=agent) == []
    assert noted("pizzeria", agent=None) == ["pizzer"]


def test_at_most_three_words_of_a_search():
    assert len(noted("pizzeria ascensore lavatrice frigorifero")) == 3


def test_the_list_of_names_is_long_and_folded():
    assert len(names()) > 3_000
    assert {"giuseppe", "mohamed", "bianchi", "ndiaye", "oleksandr"} <= names()
    assert all(name.isalpha() and name == name.lower() for name in names())


def test_before_the_third_day_there_is_only_a_key(db):
    for day in (0, 0, 1, 1):
        search(day=day)
    (row,) = MissingWord.objects.all()
    assert (row.word, row.days, row.read_on) == ("", 2, None)
    assert row.last_on == DAY + dt.timedelta(1)
    assert row.key == key_of("pizzer")
    assert "pizz" not in row.key


def test_on_the_third_day_the_word_can_be_read(db):
    for day in (0, 5, 9):
        search("pizzerie" if day else "pizzeria", day=day)
    (row,) = MissingWord.objects.all()
    assert (row.word, row.days) == ("pizzer", 3)
    assert row.read_on == row.last_on == DAY + dt.timedelta(9)


def test_the_key_needs_the_secret(settings):
    before = key_of("pizzer")
    settings.SECRET_KEY = "un altro segreto"
    assert key_of("pizzer") != before


def test_a_dismissed_word_stays_a_key(db):
    for day in range(3):
        search(day=day)
    row = MissingWord.objects.get()
    row.word, row.read_on, row.is_dismissed = "", None, True
    row.save()
    search(day=4)
    row.refresh_from_db()
    assert (row.word, row.days) == ("", 4)


def test_nothing_is_written_twice_a_day(db, queries):
    search()
    with queries() as again:
        search()
    written = ("INSERT", "UPDATE", "DELETE")
    assert not [q for q in again if q["sql"].startswith(written)]


def test_a_new_word_is_one_write(db, queries):
    with queries() as first:
        search()
    written = [q["sql"] for q in first if q["sql"].startswith(("INSERT", "UPDATE"))]
    assert len(written) == 1


def test_a_search_that_found_everything_asks_nothing(db, queries):
    with queries() as asked:
        note_missing(SearchResult(), "isee", agent=FIREFOX)
    assert len(asked) == 0


def test_new_words_of_a_day_are_capped(db, monkeypatch):
    monkeypatch.setattr(noting, "NEW_A_DAY", 2)
    for word in ("pizzeria", "ascensore", "lavatrice"):
        search(word)
    assert MissingWord.objects.count() == 2
    search("lavatrice", day=1)
    assert MissingWord.objects.count() == 3


def test_a_failure_breaks_nothing_and_tells_no_word(db, monkeypatch, caplog):
    def broken(*args):
        raise OperationalError("database is locked: pizzer")

    monkeypatch.setattr(noting, "_note", broken)
    with caplog.at_level(logging.WARNING):
        search()
    assert "OperationalError" in caplog.text
    assert "pizzer" not in caplog.text


def test_it_waits_a_moment_at_most_and_sets_the_database_back(db, monkeypatch):
    if connection.vendor != "sqlite":
        pytest.skip("SQLite's own setting")

    def waiting():
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA busy_timeout")
            return cursor.fetchone()[0]

    during = []
    monkeypatch.setattr(noting, "_note", lambda *_: during.append(waiting()))
    before = waiting()
    search()
    assert during == [noting.MOST_WAITING_MS]
    assert waiting() == before


def test_after_180_days_unseen_a_word_is_forgotten(db):
    search()
    assert forget_unseen(DAY + dt.timedelta(180)) == 0
    assert forget_unseen(DAY + dt.timedelta(181)) == 1
    assert not MissingWord.objects.exists()


def test_words_that_are_found_by_now_are_forgotten(db):
    for word in ("pizzeria", "ascensore", "lavatrice"):
        for day in range(3):
            search(word, day=day)
    IndexWord.objects.create(word="pizzer", is_stem=True, entries=1)
    SynonymGroup.objects.create(words="ascensore, montascale")
    assert forget_answered() == 2
    assert MissingWord.objects.get().word == "lavatric"


def test_the_night_does_both(db):
    from core import nightly

    assert nightly.jobs()["search_words"] is forget_words
    assert "0 dimenticate" in forget_words()


def test_the_database_itself_hides_what_may_not_be_read(db):
    from django.db import IntegrityError, transaction

    for wrong in ({"days": 2}, {"is_dismissed": True}, {"read_on": None}):
        fields = {"word": "x", "days": 3, "read_on": DAY, "last_on": DAY, "key": "k"}
        with pytest.raises(IntegrityError), transaction.atomic():
            MissingWord.objects.create(**{**fields, **wrong})
