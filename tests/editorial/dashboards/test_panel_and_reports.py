"""The first page of the admin and the reports: each person's own, a fixed number of queries."""

import csv
import io

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from tests.factories import ServiceFactory, make_member, restrict

from .conftest import ago, break_link, check, whole_desk, whole_sheet

HOME = reverse("wagtailadmin_home")
DUE = reverse("editorial_due")
LINKS = reverse("editorial_links")
MISSING = reverse("editorial_missing")
BY_BODY = reverse("editorial_by_body")
FRIENDLY = "Tutto a posto: le tue pagine sono verificate"


@pytest.fixture
def mine(body):
    return ServiceFactory(parent=body, title="Mensa nostra")


@pytest.fixture
def theirs(other_body):
    page = ServiceFactory(parent=other_body, title="Mensa altrui")
    break_link(page, url="https://altrui.example/segreto")
    return page


def test_the_panel_says_what_to_do_and_leads_there(body, mine, theirs, writer, enter):
    break_link(mine)
    html = enter(writer).get(HOME).text
    assert "Da fare sulle tue pagine" in html
    assert "Mensa nostra" in html
    assert "mai verificata" in html
    assert "la pagina non c&#x27;è più (404)" in html
    assert "accedi_al_servizio-section" in html
    assert "cosa_serve-section" in html
    assert reverse("confirm_in_admin", args=[mine.pk]) in html
    assert "altrui" not in html
    assert BY_BODY not in html


def test_one_click_there_and_the_line_is_gone(body, mine, writer, enter):
    check(body)
    client = enter(writer)
    assert "mai verificata" in client.get(HOME).text
    client.post(reverse("confirm_in_admin", args=[mine.pk]), {"next": HOME})
    assert "mai verificata" not in client.get(HOME).text


def test_with_nothing_to_do_it_says_something_kind(body, theirs, writer, enter):
    check(body)
    check(whole_sheet(body))
    check(whole_desk(body))
    html = enter(writer).get(HOME).text
    assert FRIENDLY in html
    assert "Vedi tutte" not in html


def test_when_a_page_is_due(body, writer, enter):
    check(body)
    check(whole_sheet(body, title="Vecchia"), 400)
    check(whole_desk(body, title="Oggi"), 90)
    check(whole_desk(body, title="Domani"), 89)
    html = enter(writer).get(HOME).text
    assert "da verificare oggi" in html
    assert "da verificare dal" in html
    assert "Domani" not in html.partition("da-fare")[2].partition("</section>")[0]


def test_a_long_list_leads_to_the_report(body, writer, enter):
    check(body)
    for _ in range(8):
        check(whole_sheet(body), 400)
    html = enter(writer).get(HOME).text
    assert "Vedi tutte (8)" in html
    assert DUE in html


def test_a_link_that_failed_twice_is_not_broken_yet(body, mine, writer, enter):
    break_link(mine, days=2)
    client = enter(writer)
    assert "uno.example" not in client.get(HOME).text
    assert "uno.example" not in client.get(LINKS).text


@pytest.mark.parametrize("address", [DUE, LINKS, MISSING])
def test_a_report_is_each_persons_own(address, mine, theirs, writer, foreigner, enter):
    break_link(mine)
    for user, own, other in (
        (writer, "Mensa nostra", "Mensa altrui"),
        (foreigner, "Mensa altrui", "Mensa nostra"),
    ):
        for query in ("", "?export=csv", "?export=xlsx"):
            answer = enter(user).get(address + query)
            text = _text(answer)
            assert own in text
            assert other not in text


def _text(answer):
    assert answer.status_code == 200
    content = b"".join(answer) if answer.streaming else answer.content
    if content[:2] == b"PK":
        sheet = load_workbook(io.BytesIO(content)).active
        return str([[cell.value for cell in row] for row in sheet.rows])
    return content.decode()


def test_the_coordinator_sees_all_and_chooses_a_body(
    mine, theirs, other_body, coordinator, enter
):
    client = enter(coordinator)
    for address in (DUE, LINKS, MISSING):
        assert "Mensa altrui" in client.get(address).text
        filtered = client.get(address, {"ente": other_body.pk}).text
        assert "Mensa altrui" in filtered
        assert "Mensa nostra" not in filtered
        for strange in ("x", "9" * 20, "9" * 5000, "1\0"):
            assert client.get(address, {"ente": strange}).status_code == 200


@pytest.mark.parametrize("address", [DUE, LINKS, MISSING])
def test_no_filter_names_a_body_that_is_not_public_yet(
    address, other_body, writer, foreigner, enter
):
    other_body.unpublish()
    assert "Sindacato di prova" not in enter(writer).get(address).text
    assert "Sindacato di prova" in enter(foreigner).get(address).text


def test_body_by_body(body, other_body, mine, theirs, coordinator, enter):
    check(body)
    check(whole_sheet(body), 90)
    check(other_body, 400)
    rows = csv.DictReader(
        io.StringIO(_text(enter(coordinator).get(BY_BODY + "?export=csv")))
    )
    found = {row.pop("Ente"): list(row.values()) for row in rows}
    assert found == {
        "Comune di prova": ["2", "1", "1", "1", "0"],
        "Sindacato di prova": ["1", "2", "2", "1", "1"],
    }
    html = enter(coordinator).get(BY_BODY).text
    assert "Comune di prova" in html
    assert "di cui in ritardo" in html


@pytest.mark.parametrize("role", ["editor", "manager", "operator"])
def test_body_by_body_is_for_the_coordinator(body, role, enter):
    client = enter(make_member(body, role, "x@example.org"))
    for address in (BY_BODY, reverse("editorial_by_body_results")):
        answer = client.get(address)
        assert answer.status_code in {302, 403}
    if role != "operator":
        assert BY_BODY not in client.get(HOME).text
        assert DUE in client.get(HOME).text


def test_hidden_pages_are_nobodys_task(mine, writer, enter, body):
    check(body)
    break_link(mine)
    restrict(mine)
    client = enter(writer)
    assert FRIENDLY in client.get(HOME).text
    assert "Mensa nostra" not in client.get(LINKS).text


def test_a_title_is_no_formula(body, writer, enter):
    ServiceFactory(parent=body, title='=HYPERLINK("https://x.example")')
    text = _text(enter(writer).get(DUE + "?export=csv"))
    assert "'=HYPERLINK" in text


@pytest.mark.parametrize("address", [HOME, DUE, LINKS, MISSING, BY_BODY])
def test_ten_times_as_much_costs_as_many_queries(
    body, coordinator, enter, queries, address
):
    client = enter(coordinator)

    def add(number):
        for i in range(number):
            page = ServiceFactory(parent=body)
            check(page, 400)
            break_link(page, url=f"https://uno.example/{page.pk}/{i}")

    def asked():
        client.get(address)
        with queries() as found:
            assert client.get(address).status_code == 200
        return len(found)

    add(2)
    few = asked()
    add(20)
    assert asked() == few


def test_days_are_told(body, writer, enter):
    check(whole_sheet(body, title="Vecchia"), 400)
    text = _text(enter(writer).get(DUE + "?export=csv"))
    assert str(ago(400)) in text
