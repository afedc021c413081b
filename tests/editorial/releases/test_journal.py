"""The journal of changes, its page and its feed."""

import datetime as dt
from xml.etree import ElementTree

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from core import memo, nightly
from core.models import Review
from editorial.models import ListChange, ListState
from editorial.releases.comparing import Kind
from editorial.releases.journal import net, note_changes
from tests.factories import DeskFactory, ServiceFactory, offer, restrict

from .conftest import NOW, published

pytestmark = pytest.mark.django_db
NEWS, FEED = reverse("list_news"), reverse("list_feed")
ATOM = "{http://www.w3.org/2005/Atom}"


def night(days):
    return note_changes(at=NOW + dt.timedelta(days))


def close(sheet):
    sheet.status, sheet.status_reason = "closed", "Finito."
    return published(sheet)


def open_again(sheet):
    sheet.status, sheet.status_reason = "active", ""
    return published(sheet)


def changes():
    return [(c.line.title, c.kinds) for c in net(ListChange.objects.order_by("pk"))]


def test_the_journal_begins_with_nothing_to_tell(sheet):
    assert night(0) == 0
    assert not ListChange.objects.exists()
    assert ListState.objects.get().begun_on == NOW.date()


def test_a_change_is_noted_once(sheet):
    night(0)
    close(sheet)
    assert [night(1), night(2)] == [1, 0]
    (row,) = ListChange.objects.all()
    assert row.noted_on == NOW.date() + dt.timedelta(1)
    assert row.change.kinds == (Kind.CLOSED,)
    assert ListState.objects.get().begun_on == NOW.date()


def test_what_was_changed_back_remains_nothing(sheet):
    night(0)
    night_by_night = [close(sheet), night(1)]
    assert night_by_night[1] == 1
    open_again(sheet)
    night(2)
    assert ListChange.objects.count() == 2
    assert changes() == []
    late = ListChange.objects.since(NOW.date() + dt.timedelta(2))
    assert [c.kinds for c in net(late)] == [(Kind.REOPENED,)]


def test_a_check_is_no_news(sheet):
    night(0)
    Review.objects.create(page=sheet, reviewed_on=NOW.date(), reviewer="x")
    assert night(1) == 0


def test_a_sheet_that_is_hidden_leaves_the_list(sheet, body):
    night(0)
    restrict(body)
    night(1)
    assert changes() == [("Mensa sociale", (Kind.CLOSED,))]


def test_the_release_notes_them_too(sheet, release):
    night(0)
    ServiceFactory(parent=sheet.get_parent().specific, title="Nuovo")
    made = release(NOW + dt.timedelta(1))
    assert changes() == [("Nuovo", (Kind.NEW,))]
    assert made.through == ListChange.objects.get().pk
    assert night(2) == 0


def test_the_night_has_the_job(sheet):
    assert "0 cambiamenti" in nightly.jobs()["list"]()
    close(sheet)
    assert "1 cambiamenti" in nightly.jobs()["list"]()


@pytest.fixture
def told(sheet):
    """A closure of last night, a new service of forty days ago."""
    now = timezone.now()
    note_changes(at=now - dt.timedelta(50))
    ServiceFactory(parent=sheet.get_parent().specific, title="Di quaranta giorni fa")
    note_changes(at=now - dt.timedelta(40))
    close(sheet)
    note_changes(at=now)
    return timezone.localdate()


def ask(day=None):
    return Client().get(NEWS, {} if day is None else {"dal": day})


def test_without_a_day_the_page_tells_the_last_month(told):
    text = ask().text
    assert "Mensa sociale" in text
    assert "Non più attivo. Finito." in text
    assert "Di quaranta giorni fa" not in text


def test_since_a_day(told):
    for day in (f"{told - dt.timedelta(45):%d/%m/%Y}", f"{told - dt.timedelta(45)}"):
        text = ask(day).text
        assert "Mensa sociale" in text
        assert "Di quaranta giorni fa" in text
    assert "comincia il" in ask("01/01/2020").text
    assert "comincia il" not in ask(f"{told:%d/%m/%Y}").text


@pytest.mark.parametrize(
    "day",
    ["", "ieri", "31/02/2026", "1/13/2026", "9" * 5000, "\x00", "<b>", "-1/-1/-1"],
)
def test_a_day_that_is_none_is_told_at_the_field(told, day):
    answer = ask(day)
    assert answer.status_code == 400
    assert "Scrivi una data come 01/09/2026" in answer.text
    assert 'id="id_dal_error"' in answer.text
    assert "Mensa sociale" not in answer.text
    if day == "ieri":
        assert 'value="ieri"' in answer.text


def test_a_day_that_has_not_come(told):
    answer = ask(f"{told + dt.timedelta(1):%d/%m/%Y}")
    assert answer.status_code == 400
    assert "deve ancora venire" in answer.text


def test_nothing_changed(sheet):
    assert "comincia stanotte" in ask().text
    note_changes(at=timezone.now())
    assert "nessun servizio è cambiato" in ask().text


def entries(answer):
    return ElementTree.fromstring(answer.content).findall(f"{ATOM}entry")


def test_the_feed_is_atom_with_an_entry_for_each_change(told, sheet):
    answer = Client().get(FEED)
    assert answer["Content-Type"].startswith("application/atom+xml")
    first, second = entries(answer)
    assert first.find(f"{ATOM}title").text == "Mensa sociale: chiuso"
    assert first.find(f"{ATOM}summary").text == "Non più attivo. Finito."
    assert first.find(f"{ATOM}link").get("href").endswith(sheet.url)
    assert second.find(f"{ATOM}title").text == "Di quaranta giorni fa: nuovo"
    root = ElementTree.fromstring(answer.content)
    for name in ("id", "title", "updated"):
        assert root.find(f"{ATOM}{name}").text
        assert all(entry.find(f"{ATOM}{name}").text for entry in (first, second))
    ids = {entry.find(f"{ATOM}id").text for entry in (first, second)}
    assert len(ids) == 2


def test_the_feed_since_a_day(told):
    assert len(entries(Client().get(FEED, {"dal": f"{told:%d/%m/%Y}"}))) == 1
    answer = Client().get(FEED, {"dal": "è ieri"})
    assert answer.status_code == 400
    assert "Scrivi una data" in answer.text


def test_of_a_sheet_that_is_gone_the_feed_leads_to_the_news(sheet):
    note_changes(at=NOW)
    sheet.unpublish()
    note_changes(at=NOW + dt.timedelta(1))
    (entry,) = entries(Client().get(FEED))
    assert entry.find(f"{ATOM}link").get("href").endswith(f"{NEWS}?dal=21/05/2027")


def test_a_reader_that_has_it_all_gets_nothing_anew(told, sheet):
    mark = Client().get(FEED)["ETag"]
    assert Client().get(FEED, headers={"If-None-Match": mark}).status_code == 304
    open_again(sheet)
    note_changes(at=timezone.now())
    assert Client().get(FEED, headers={"If-None-Match": mark}).status_code == 200


def change_many(body, number):
    for _ in range(number):
        sheet = ServiceFactory(parent=body)
        desk = DeskFactory(parent=body)
        offer(desk, sheet)
    note_changes(at=timezone.now())


@pytest.mark.parametrize("address", [NEWS, FEED, "/elenco-dei-servizi/"])
def test_many_changes_cost_no_more_queries(address, body, sheet, queries, release):
    release(timezone.now() - dt.timedelta(1))
    counts = []
    for number in (2, 18):
        change_many(body, number)
        release(timezone.now())
        Client().get(address)
        with queries() as found:
            answer = Client().get(address)
        assert answer.status_code == 200
        counts.append(len(found))
    assert counts[0] == counts[1] <= 8


def test_pages_leave_no_cookie(told, release):
    release()
    for address in (NEWS, FEED, "/elenco-dei-servizi/", "/elenco-dei-servizi/1/"):
        answer = Client().get(address)
        assert answer.status_code == 200
        assert not answer.cookies
        assert "Cookie" not in answer.get("Vary", "")
        assert "unsafe-inline" not in answer["Content-Security-Policy"]


def test_a_list_has_its_page_its_files_and_its_place_in_the_map(sheet, release):
    empty = Client().get("/elenco-dei-servizi/")
    assert "Non c’è ancora nessun elenco" in empty.text
    assert "Scarica l’elenco" not in Client().get("/servizi/").text
    assert "elenco-dei-servizi" not in Client().get("/sitemap.xml").text
    memo.forget()
    release(files=True, note="<b>Nota</b>")
    assert "Elenco n. 1, 1 servizio" in Client().get("/elenco-dei-servizi/").text
    page = Client().get("/elenco-dei-servizi/1/").text
    assert "È il primo elenco" in page
    assert "&lt;b&gt;Nota" in page
    assert "Scarica l’elenco" in Client().get("/servizi/").text
    assert "/elenco-dei-servizi/1/" in Client().get("/sitemap.xml").text
    answer = Client().get("/elenco-dei-servizi/1/elenco.xlsx")
    assert "elenco-dei-servizi-n-1-al-2027-05-20.xlsx" in answer["Content-Disposition"]
    assert "max-age=3600" in answer["Cache-Control"]
    same = {"If-None-Match": answer["ETag"]}
    again = Client().get("/elenco-dei-servizi/1/elenco.xlsx", headers=same)
    assert again.status_code == 304


@pytest.mark.parametrize(
    "tail", ["2/", "0/", "1/elenco.csv", "2/elenco.pdf", f"{9 * '9'}/", f"{'9' * 30}/"]
)
def test_what_is_not_there(tail, sheet, release):
    release()
    assert Client().get(f"/elenco-dei-servizi/{tail}").status_code == 404


@pytest.mark.parametrize("day", ["\n", "\r\nX: y", "\u202e", 'ieri"', "é", "\0"])
def test_a_day_that_is_none_is_told_to_a_reader_of_the_feed(told, day):
    answer = Client().get("/elenco-dei-servizi/novita.atom", {"dal": day})
    assert answer.status_code == 400
    assert "Scrivi una data" in answer.text
