"""Fields, checks, registries and models that every app builds on."""

import datetime as dt
import unicodedata

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction
from django.db.migrations.writer import MigrationWriter
from django.test import RequestFactory
from hypothesis import given
from hypothesis import strategies as st
from wagtail import blocks
from wagtail.models import Locale

from core import checks, facet_labels, nightly, slots
from core.fields import StreamField
from core.locales import language_of
from core.models import BasePage, CustomImage, EmergencyNumber, Review, SiteSettings
from core.text import as_number, searchable
from home.models import SiteMapPage

HIDDEN = {"Cc", "Cf", "Cs", "Co", "Cn"}
# More digits than Python itself turns into a number.
LONG = "9" * 5000


@pytest.mark.parametrize(
    ("text", "number"),
    [("0", 0), ("007", 7), (12, 12), ("9" * 18, 10**18 - 1)]
    + [(bad, None) for bad in ("", None, "-1", "1e3", "1.0", " 1", "٣", "1\0")]
    + [("9" * 19, None), pytest.param(LONG, None, id="long")],
)
def test_only_numbers_that_a_row_could_have_are_numbers(text, number):
    assert as_number(text) == number


@given(st.text(max_size=900), st.integers(1, 600))
def test_searchable_text_is_short_clean_and_stays_as_it_is(text, limit):
    clean = searchable(text, limit)
    assert len(clean) <= limit
    assert not any(unicodedata.category(char) in HIDDEN for char in clean)
    assert clean == " ".join(clean.split())
    assert searchable(clean, limit) == clean


@given(st.lists(st.text(st.characters(categories=["L", "N"]), min_size=1), max_size=9))
def test_searchable_text_keeps_the_words(words):
    text = "\0\u202e".join(words)
    assert searchable(text, 10_000).split() == words


def test_ten_thousand_characters_are_cut():
    assert len(searchable("isee " * 2000)) <= 500


def test_blocks_stay_out_of_migrations():
    field = StreamField([("text", blocks.RichTextBlock())], blank=True)
    field.set_attributes_from_name("body")
    _, path, args, kwargs = field.deconstruct()
    assert path == "core.fields.StreamField"
    assert args == [[]]
    assert "block_lookup" not in kwargs
    written, _ = MigrationWriter.serialize(field)
    assert "RichTextBlock" not in written
    again = StreamField(*args, **kwargs)
    assert again.blank
    assert list(again.stream_block.child_blocks) == []
    assert StreamField(**kwargs).deconstruct()[2] == [[]]


def abstract_page(**members):
    meta = type("Meta", (), {"abstract": True})
    return type("Forgetful", (BasePage,), {"Meta": meta, "__module__": "x", **members})


@pytest.mark.parametrize(
    ("members", "found"),
    [
        ({}, ["core.E001"]),
        ({"is_searched": False}, []),
        ({"search_entry": lambda self: None}, []),
    ],
)
def test_a_page_type_must_say_how_it_is_searched(monkeypatch, members, found):
    model = abstract_page(**members)
    monkeypatch.setattr(checks, "get_page_models", lambda: [model])
    assert [m.id for m in checks.pages_say_how_they_are_searched()] == found


def test_every_page_type_of_the_product_says_it():
    assert checks.pages_say_how_they_are_searched() == []


def test_a_page_type_that_does_not_say_it_cannot_be_indexed(db):
    with pytest.raises(NotImplementedError, match="SiteMapPage"):
        BasePage.search_entry(SiteMapPage())


class OldSqlite:
    """A connection whose SQLite has no full-text search."""

    vendor = "sqlite"

    def cursor(self):
        return self

    def __enter__(self):
        return self

    def __exit__(self, *_):
        pass

    def execute(self, _):
        pass

    def fetchone(self):
        return (0,)


def test_sqlite_without_full_text_search_is_named(monkeypatch):
    assert checks.sqlite_has_full_text_search(databases=None) == []
    monkeypatch.setattr(checks, "connection", OldSqlite())
    (error,) = checks.sqlite_has_full_text_search(databases=["default"])
    assert error.id == "core.E002"


def test_this_database_has_full_text_search(db):
    assert checks.sqlite_has_full_text_search(databases=["default"]) == []


@pytest.mark.parametrize(
    ("alt_text", "is_decorative", "is_right"),
    [("Una porta", False, True), ("", True, True), ("", False, False)],
)
def test_an_image_says_what_it_shows_or_that_it_decorates(
    db, alt_text, is_decorative, is_right
):
    image = CustomImage(alt_text=alt_text, is_decorative=is_decorative)
    if is_right:
        image.clean()
    else:
        with pytest.raises(ValidationError) as caught:
            image.clean()
        assert list(caught.value.message_dict) == ["alt_text"]


def test_a_decorative_image_is_skipped_by_screen_readers(db):
    assert CustomImage(alt_text="x", is_decorative=True).default_alt_text == ""
    assert CustomImage(alt_text="Una porta").default_alt_text == "Una porta"


def test_the_form_of_images_asks_for_it(home, admin_client):
    page = admin_client.get("/admin/images/add/").content.decode()
    assert 'name="alt_text"' in page
    assert 'name="is_decorative"' in page
    assert "tags" not in CustomImage.admin_form_fields


def test_a_slot_shows_what_others_register(monkeypatch):
    monkeypatch.setattr(slots, "_providers", slots.defaultdict(list))
    request = RequestFactory().get("/")
    assert slots.render("aside", request, None) == ""

    def greet(_, subject):
        return f"<p>{subject}</p>"

    slots.register("aside", greet)
    slots.register("aside", greet)
    slots.register("aside", lambda *_: "<hr>")
    assert slots.render("aside", request, "ciao") == "<p>ciao</p><hr>"


def test_jobs_of_the_night_run_in_their_order(monkeypatch):
    monkeypatch.setattr(nightly, "_jobs", {})
    nightly.register("b", lambda: "fatto b")
    nightly.register("a", lambda: "fatto a")
    jobs = nightly.jobs()
    assert list(jobs) == ["b", "a"]
    jobs.clear()
    assert list(nightly.jobs()) == ["b", "a"]


def test_facets_without_labels_have_none(monkeypatch):
    monkeypatch.setattr(facet_labels, "_labels", {})
    assert facet_labels.labels_of("bisogno") == {}
    facet_labels.register("bisogno", lambda language: {"casa": f"Casa ({language})"})
    assert facet_labels.labels_of("bisogno", "it") == {"casa": "Casa (it)"}


def test_languages_are_read_once_and_again_for_a_new_one(home, queries):
    italian = Locale.objects.get(language_code="it")
    assert language_of(italian.pk) == "it"
    with queries() as found:
        language_of(italian.pk)
    assert len(found) == 0
    assert language_of(10_000) == "it"


def test_settings_and_numbers_have_names(home):
    settings = SiteSettings.for_site(home.get_site())
    assert str(settings) == "Sportello Sociale – Cremona"
    assert str(EmergencyNumber(number="112", label="Aiuto")) == "112 Aiuto"
    review = Review(page=home, reviewed_on=dt.date(2026, 3, 1), reviewer="Ente")
    assert str(review) == f"{home.pk}: 01/03/2026"


@pytest.mark.parametrize("day", [(None, 13), (11, None), (13, 13), (11, 32), (0, 1)])
def test_the_patron_has_a_day_and_a_month(home, day):
    settings = SiteSettings.for_site(home.get_site())
    settings.patron_month, settings.patron_day = day
    with pytest.raises(ValidationError):
        settings.full_clean()
    with pytest.raises(IntegrityError), transaction.atomic():
        settings.save()


def test_the_connection_is_one_of_the_two_we_know():
    assert connection.vendor in {"sqlite", "postgresql"}
