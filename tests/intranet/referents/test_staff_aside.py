"""What operators open beside a public page, and that nobody else gets a byte of it."""

from __future__ import annotations

from urllib.parse import quote

import pytest
from django.conf import settings
from django.test import Client

from core import slots
from intranet import aside
from intranet.aside.slots import PLACES, staff_aside
from tests.factories import DeskFactory, NeedFactory, ServiceFactory, make_member, offer
from tests.intranet.conftest import client_of
from tests.intranet.referents.conftest import make_referent

MARK = "data-staff="


@pytest.fixture
def sheet(other_body, agreement):
    page = ServiceFactory(parent=other_body, title="Aiuto per l'affitto")
    page.needs.add(NeedFactory(code="casa"))
    page.save()
    return page


@pytest.fixture
def desk(other_body, sheet):
    page = DeskFactory(parent=other_body, title="Sportello casa")
    offer(page, sheet)
    return page


@pytest.fixture
def fragment():
    """What a script gets about a page."""

    def asked(client, page):
        return client.get(f"/intranet/accanto/{page.pk}/", headers={"X-Fragment": "1"})

    return asked


def test_a_visitors_page_is_byte_for_byte_the_same(
    root, sheet, desk, other_body, monkeypatch
):
    with_us = [Client().get(page.url).content for page in (sheet, desk, other_body)]
    for place in PLACES:
        others = [one for one in slots._providers[place] if one is not staff_aside]
        monkeypatch.setitem(slots._providers, place, others)
    without = [Client().get(page.url).content for page in (sheet, desk, other_body)]
    assert with_us == without
    assert all(MARK.encode() not in content for content in with_us)


def test_whoever_sends_a_session_cookie_gets_a_link_and_no_query_more(
    root, sheet, desk, other_body, queries
):
    for page in (sheet, desk, other_body):
        Client().get(page.url)
        with queries() as plain:
            Client().get(page.url)
        client = Client()
        client.cookies[settings.SESSION_COOKIE_NAME] = "di nessuno"
        with queries() as found:
            text = client.get(page.url).content.decode()
        assert text.count(MARK) == 1
        assert f'href="/intranet/accanto/{page.pk}/"' in text
        asked = [one for one in found if "session" not in one["sql"]]
        assert len(asked) <= len(plain)


def test_without_a_session_in_a_preview_or_before_it_is_saved_there_is_no_link(
    root, sheet, rf
):
    request = rf.get(sheet.url)
    assert staff_aside(request, sheet) == ""
    request.COOKIES[settings.SESSION_COOKIE_NAME] = "di nessuno"
    login = f"/accesso/login/?next={quote(sheet.url, safe='')}"
    assert f'data-login="{login}"' in staff_aside(request, sheet)
    assert staff_aside(request, type(sheet)(title="Nuova")) == ""
    request.is_preview = True
    assert staff_aside(request, sheet) == ""


def test_the_page_of_an_operator_holds_no_private_word(operator, theirs, sheet):
    answer = client_of(operator).get(sheet.url)
    text = answer.content.decode()
    assert MARK in text
    assert "Berta" not in text
    assert "no-print" in text[text.index(MARK) - 60 : text.index(MARK)]
    assert "no-store" in answer.headers["Cache-Control"]


def test_the_fragment_names_and_shows_no_contact(operator, theirs, sheet, fragment):
    answer = fragment(client_of(operator), sheet)
    text = answer.content.decode()
    assert "Berta Altra" in text
    assert "407000" not in text
    assert "csrfmiddlewaretoken" in text
    assert "<html" not in text
    assert "no-store" in answer.headers["Cache-Control"]
    assert "noindex" in answer.headers["X-Robots-Tag"]


def test_without_a_script_it_is_a_page(operator, theirs, sheet):
    text = client_of(operator).get(f"/intranet/accanto/{sheet.pk}/").content.decode()
    assert "<html" in text
    assert "Berta Altra" in text
    assert "csrfmiddlewaretoken" in text


def test_the_nearest_come_first(operator, agreement, other_body, sheet, desk, fragment):
    need = sheet.needs.get()
    make_referent(other_body, agreement, "Quinta Ente")
    make_referent(other_body, agreement, "Prima Tutto", desk=desk, needs=[need])
    make_referent(other_body, agreement, "Terza Sportello", desk=desk)
    make_referent(other_body, agreement, "Seconda Bisogno", needs=[need])
    text = fragment(client_of(operator), sheet).content.decode()
    names = ["Prima", "Seconda", "Terza", "Quinta"]
    places = [text.index(name) for name in names]
    assert places == sorted(places)


def test_of_a_desk_its_own_come_first(operator, agreement, other_body, desk, fragment):
    make_referent(other_body, agreement, "Altra Ente")
    make_referent(other_body, agreement, "Vera Sportello", desk=desk)
    text = fragment(client_of(operator), desk).content.decode()
    assert text.index("Vera Sportello") < text.index("Altra Ente")


@pytest.mark.parametrize("role", ["editor", None])
def test_whoever_may_not_enter_gets_nothing_of_it(
    root,
    body,
    theirs,
    sheet,
    fragment,
    role,
):
    client = client_of(make_member(body, role, "x@example.org")) if role else Client()
    answer = fragment(client, sheet)
    assert answer.status_code in (302, 403)
    assert b"Berta" not in answer.content


def test_of_what_is_not_published_or_no_sheet_there_is_nothing(
    operator, home, sheet, fragment
):
    sheet.unpublish()
    client = client_of(operator)
    assert fragment(client, sheet).status_code == 404
    assert fragment(client, home).status_code == 404


def test_other_parts_add_what_they_have_to_say(operator, sheet, fragment, monkeypatch):
    monkeypatch.setattr(aside, "_providers", [])
    aside.register(lambda access, page: f"<p>Nota su {page.slug}</p>")
    aside.register(lambda access, page: "", order=10)
    from django.utils.safestring import mark_safe

    aside.register(lambda access, page: mark_safe("<p>Prima</p>"), order=5)
    text = fragment(client_of(operator), sheet).content.decode()
    assert "<p>Prima</p>" in text
    assert "&lt;p&gt;Nota su" in text  # What is not said to be safe is escaped.
    assert text.index("Prima") < text.index("Nota su")
    assert text.count('class="staff-piece"') == 3  # The referents, and what was said.


def test_ten_times_the_rows_cost_no_more_queries(
    operator, agreement, other_body, sheet, desk, fragment, queries
):
    client, counts = client_of(operator), []
    for number in (1, 10):
        for place in range(number):
            make_referent(other_body, agreement, f"P {number}{place}", desk=desk)
        fragment(client, sheet)
        with queries() as found:
            fragment(client, sheet)
        counts.append(len(found))
    assert counts[0] == counts[1] <= 20
