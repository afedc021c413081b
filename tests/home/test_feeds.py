"""Atom feeds and iCalendar files: what is current, for whoever asks again and again."""

import re
from xml.etree import ElementTree

import pytest
from django.test import Client

from home.feed_links import FEEDS
from tests.core.test_calendar_file import read as events_in
from tests.factories import DeskFactory, restrict
from tests.home.update_factories import (
    DAY,
    CampaignFactory,
    EventFactory,
    NewsFactory,
    NoticeFactory,
    at_five,
    today,
)

ATOM = "{http://www.w3.org/2005/Atom}"
FILES = [f"/{address}" for address, _ in FEEDS.values()] + ["/vivere/eventi.ics"]


def feed(path):
    answer = Client().get(path)
    assert answer.status_code == 200
    assert answer.headers["Content-Type"] == "application/atom+xml; charset=utf-8"
    return ElementTree.fromstring(answer.content)


def titles(path):
    return [entry.findtext(f"{ATOM}title") for entry in feed(path).iter(f"{ATOM}entry")]


@pytest.fixture
def everything(sections, body):
    NewsFactory(parent=sections["notizie"], title="Una notizia")
    NewsFactory(parent=body, title="Un comunicato", release=True)
    NoticeFactory(parent=body, title="Un avviso")
    NoticeFactory(parent=body, title="Un avviso vecchio", past=True)
    NoticeFactory(parent=body, title="Un avviso di domani", coming=True)
    CampaignFactory(parent=body, title="Una campagna")
    CampaignFactory(parent=body, title="Una campagna finita", past=True)
    EventFactory(parent=body, title="Un incontro")
    EventFactory(parent=body, title="Un incontro passato", past=True)
    return sections


@pytest.mark.parametrize(
    ("path", "shown"),
    [
        ("/novita/notizie.atom", ["Una notizia"]),
        ("/novita/comunicati.atom", ["Un comunicato"]),
        ("/novita/avvisi.atom", ["Un avviso"]),
        ("/novita/campagne.atom", ["Una campagna"]),
        ("/vivere/eventi.atom", ["Un incontro"]),
    ],
)
def test_each_feed_has_its_kind_as_long_as_it_is_current(everything, path, shown):
    assert titles(path) == shown


def test_a_feed_is_what_the_standard_asks_for(everything):
    root = feed("/novita/avvisi.atom")
    assert root.attrib["{http://www.w3.org/XML/1998/namespace}lang"] == "it"
    for name in ("id", "title", "updated"):
        assert root.findtext(f"{ATOM}{name}")
    assert root.find(f"{ATOM}author/{ATOM}name").text
    links = {
        one.attrib["rel"]: one.attrib["href"] for one in root.findall(f"{ATOM}link")
    }
    assert links["self"].endswith("/novita/avvisi.atom")
    assert links["alternate"].endswith("/novita/avvisi/")
    (entry,) = root.iter(f"{ATOM}entry")
    assert entry.findtext(f"{ATOM}id").startswith("urn:uuid:")
    assert entry.findtext(f"{ATOM}updated")
    assert entry.find(f"{ATOM}link").attrib["href"].startswith("http")


def test_odd_characters_break_no_feed(sections):
    NewsFactory(
        parent=sections["notizie"], title="A\x0b & <b>B</b>", summary="1 < 2 \x07 & 3"
    )
    assert titles("/novita/notizie.atom") == ["A & <b>B</b>"]
    root = feed("/novita/notizie.atom")
    summary = next(root.iter(f"{ATOM}summary"))
    assert (summary.attrib["type"], summary.text) == ("html", "1 &lt; 2 &amp; 3")


@pytest.mark.parametrize("path", FILES)
def test_what_is_not_public_is_in_no_file(sections, body, other_body, path):
    for make in (NewsFactory, NoticeFactory, EventFactory, CampaignFactory):
        make(parent=body, title="Canarino", live=False)
        make(parent=other_body, title="Canarino")
    NewsFactory(parent=other_body, title="Canarino", release=True)
    restrict(other_body)
    assert "Canarino" not in Client().get(path).content.decode()


@pytest.mark.parametrize("path", FILES)
def test_who_has_it_already_is_told_so_in_no_bytes(everything, path):
    first = Client().get(path)
    assert not first.cookies
    assert "Cookie" not in first.headers.get("Vary", "")
    again = Client().get(path, headers={"if-none-match": first.headers["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    if path.endswith(".atom"):
        since = {"if-modified-since": first.headers["Last-Modified"]}
        assert Client().get(path, headers=since).status_code == 304
    assert Client().post(path).status_code == 405
    assert Client().head(path).status_code == 200


@pytest.mark.parametrize("path", FILES)
def test_an_empty_file_is_a_file_and_does_not_change(sections, path):
    first, second = Client().get(path), Client().get(path)
    assert first.status_code == 200
    assert first.content == second.content


def test_a_feed_that_changed_is_given_anew(everything):
    first = Client().get("/novita/avvisi.atom")
    everything["avvisi"].add_child(
        instance=NoticeFactory.build(title="Nuovo", slug="nuovo", depth=None)
    )
    again = Client().get(
        "/novita/avvisi.atom", headers={"if-none-match": first.headers["ETag"]}
    )
    assert again.status_code == 200
    assert b"Nuovo" in again.content


@pytest.mark.parametrize("path", FILES)
def test_many_entries_cost_as_much_as_few(sections, body, queries, path):
    desk = DeskFactory(parent=body)

    def count():
        Client().get(path)
        with queries() as found:
            Client().get(path)
        return len(found)

    def add(number):
        for _ in range(number):
            NewsFactory(parent=body)
            NewsFactory(parent=body, release=True)
            NoticeFactory(parent=body)
            CampaignFactory(parent=body)
            EventFactory(parent=body, desk=desk)

    add(1)
    few = count()
    add(9)
    assert count() == few <= 6


@pytest.mark.parametrize(
    ("path", "names"),
    [
        ("/novita/", ["notizie", "comunicati", "avvisi", "campagne"]),
        ("/novita/avvisi/", ["avvisi"]),
        ("/vivere-crema/eventi/", ["eventi"]),
    ],
)
def test_a_list_tells_a_reader_s_program_of_its_feeds(sections, path, names):
    html = Client().get(path).content.decode()
    links = re.findall(
        r'<link rel="alternate" type="application/atom\+xml"[^>]*href="([^"]*)"', html
    )
    assert [re.search(r"/(\w+)\.atom", link)[1] for link in links] == names
    for link in links:
        assert f'<a href="{link}">' in html
        assert Client().get(link).status_code == 200


# --- calendars ---------------------------------------------------------------------------------


def test_the_calendar_holds_what_is_to_come(sections, body):
    desk = DeskFactory(parent=body, title="Il banco", placed=True)
    event = EventFactory(parent=body, title="Primo, con virgola", desk=desk, place="")
    EventFactory(
        parent=body,
        title="Secondo",
        starts_at=at_five(today() + 30 * DAY),
        is_cancelled=True,
    )
    EventFactory(parent=body, title="Passato", past=True)
    answer = Client().get("/vivere/eventi.ics")
    assert answer.headers["Content-Type"] == "text/calendar; charset=utf-8"
    first, second = events_in(answer.content.decode())
    assert first["UID"] == str(event.translation_key)
    assert first["SUMMARY"] == "Primo\\, con virgola"
    assert first["LOCATION"].startswith("Il banco\\, Via Mantova 25")
    assert first["URL"].endswith(event.url)
    assert second["STATUS"] == "CANCELLED"


def test_who_gives_the_calendar_is_named(sections, body, settings):
    """RFC 5546, 3.2.1: what is published has an organiser."""
    settings.WAGTAIL_SITE_NAME = "Sportello Sociale"
    settings.DEFAULT_FROM_EMAIL = "Il Comune <ufficio@comune.example>"
    event = EventFactory(parent=body)
    for path in ("/vivere/eventi.ics", f"{event.url}evento.ics"):
        text = Client().get(path).content.decode().replace("\r\n ", "")
        assert 'ORGANIZER;CN="Sportello Sociale":mailto:ufficio@comune.example' in text
        assert "METHOD:PUBLISH" in text


def test_an_event_has_its_own_file_even_when_it_passed(sections, body):
    event = EventFactory(parent=body, title="Uno", past=True)
    answer = Client().get(f"{event.url}evento.ics")
    (entry,) = events_in(answer.content.decode())
    assert entry["SUMMARY"] == "Uno"
    assert 'filename="evento.ics"' in answer.headers["Content-Disposition"]


def test_other_addresses_have_no_calendar(sections, body, other_body):
    draft = EventFactory(parent=body, live=False)
    hidden = EventFactory(parent=other_body)
    news = NewsFactory(parent=body)
    restrict(other_body)
    for page in (draft, hidden, news, body):
        assert Client().get(f"{page.url}evento.ics").status_code == 404
    for path in ("/niente/evento.ics", "/evento.ics", "/novita/altro.atom"):
        assert Client().get(path).status_code == 404
