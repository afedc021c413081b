"""Codes on paper: eight characters that lead to one page, however they are typed."""

import logging
import uuid

import pytest
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from core import quiet_paths
from core.short_codes import ALPHABET, LENGTH, code_of, keys_of, read_code
from tests.factories import DeskFactory, ServiceFactory, restrict


@given(st.uuids())
def test_a_code_is_short_and_can_be_read_back(key):
    code = code_of(key)
    assert len(code) == LENGTH
    assert set(code) <= set(ALPHABET)
    assert read_code(code) == code
    assert read_code(f"  {code.upper()} ") == code


@given(st.uuids())
def test_the_keys_of_a_code_are_those_that_begin_like_it(key):
    first, last = keys_of(code_of(key))
    assert first <= key <= last
    assert code_of(first) == code_of(last) == code_of(key)
    assert code_of(uuid.UUID(int=(last.int + 1) % 2**128)) != code_of(key)


@given(st.text(max_size=20))
def test_any_text_is_a_code_or_none(text):
    code = read_code(text)
    assert code == "" or read_code(code) == code


def test_letters_that_look_like_digits_are_read_as_digits():
    assert read_code("ObIlOoIL") == "0b110011"
    assert read_code("uuuuuuuu") == ""


@given(st.text())
def test_a_path_is_logged_on_one_line_of_ascii(path):
    line = quiet_paths.logged(path)
    assert line.isascii()
    assert line.isprintable()


@pytest.mark.parametrize(
    ("path", "kept"),
    [
        ("/la-mia-lista/", "/la-mia-lista/"),
        ("/la-mia-lista/abcd1234-efgh5678/", "/la-mia-lista/-"),
        ("//La-Mia-Lista/abcd1234\n2", "//La-Mia-Lista/-"),
        ("/it/la-mia-lista/abcd1234", "/it/la-mia-lista/-"),
        ("/servizi/la-mia-lista", "/servizi/la-mia-lista"),
        ("/accesso/password/reset/key/3-abc-0f/", "/accesso/password/reset/key/-"),
    ],
)
def test_no_log_keeps_the_end_of_a_quiet_path(path, kept):
    assert quiet_paths.logged(path) == kept


def test_a_fault_is_logged_without_the_end_of_a_quiet_path():
    parts = ("Internal Server Error: %s", ("/la-mia-lista/abcd1234/", 500, "/s/"), None)
    record = logging.LogRecord("django.request", logging.ERROR, "", 1, *parts)
    assert quiet_paths.QuietFilter().filter(record)
    assert record.args == ("/la-mia-lista/-", 500, "/s/")


@pytest.mark.parametrize(
    ("args", "kept"),
    [
        (
            ("http://localhost/la-mia-lista/abcd1234/",),
            "http://localhost/la-mia-lista/-",
        ),
        (
            ("Referer … https://a.it/la-mia-lista/abcd1234 …",),
            "https://a.it/la-mia-lista/-",
        ),
        (({"path": "/it/la-mia-lista/abcd1234/"},), "/it/la-mia-lista/-"),
    ],
    ids=["address", "within a text", "by name"],
)
def test_nor_wherever_the_address_stands_in_what_is_logged(args, kept):
    text = "%(path)s" if isinstance(args[0], dict) else "%s"
    record = logging.LogRecord("a", logging.ERROR, "", 1, text, args, None)
    assert quiet_paths.QuietFilter().filter(record)
    assert record.getMessage().endswith(kept)


def test_a_line_without_anything_put_into_it_passes():
    record = logging.LogRecord("a", logging.ERROR, "", 1, "100%", None, None)
    assert quiet_paths.QuietFilter().filter(record)
    assert record.getMessage() == "100%"


def test_where_no_word_is_quiet_every_path_is_whole(monkeypatch):
    monkeypatch.setattr(quiet_paths, "_words", set())
    assert quiet_paths.logged("//a/b") == "//a/b"


def test_every_line_on_the_console_passes_the_filter(settings):
    assert settings.LOGGING["handlers"]["console"]["filters"] == ["quiet"]


def test_a_short_link_leads_to_the_published_page(body):
    sheet = ServiceFactory(parent=body)
    answer = Client().get(f"/s/{sheet.short_code.upper()}/")
    assert answer.status_code == 302
    assert answer.headers["Location"] == sheet.url


@pytest.mark.parametrize("what", ["draft", "restricted", "unknown", "no code"])
def test_a_short_link_says_nothing_of_what_is_not_public(body, what):
    page = DeskFactory(parent=body, live=what != "draft")
    if what == "restricted":
        restrict(page)
    codes = {"unknown": "zzzzzzzz", "no code": "u'--"}
    assert Client().get(f"/s/{codes.get(what, page.short_code)}/").status_code == 404
