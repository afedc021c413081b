"""Notes to public pages: for operators alone, beside the page."""

from __future__ import annotations

import datetime as dt

import pytest
from django.utils import timezone

from core.dates import add_months
from intranet import aside
from intranet.entry.access import access_of
from intranet.knowledge import reading
from intranet.models import StaffNote
from tests.factories import DeskFactory, ServiceFactory, make_member
from tests.intranet.conftest import agree, client_of

LIST = "/intranet/procedure/note/"
WRITE = "/intranet/procedure/note/scrivi/"


@pytest.fixture
def today():
    return timezone.localdate()


@pytest.fixture
def sheet(other_body):
    return ServiceFactory(parent=other_body, title="Pensione")


def note_of(owner, page, text="Chiamare prima delle 10", **more):
    facts = {
        "review_on": timezone.localdate() + dt.timedelta(days=90),
        "changed_at": timezone.now(),
        **more,
    }
    return StaffNote.objects.create(owner_body=owner, page=page, text=text, **facts)


def access(user):
    return access_of(user, timezone.localdate())


def sent(today, **more):
    return {
        "page": "Pensione",
        "text": "Chiedere del martedì",
        "review_on": (today + dt.timedelta(days=30)).isoformat(),
        **more,
    }


def test_an_operator_writes_a_note_to_a_sheet_of_the_other(
    operator, other_operator, sheet, body, today
):
    client_of(operator).post(WRITE, sent(today))
    note = StaffNote.objects.get()
    assert (note.page_id, note.owner_body_id) == (sheet.pk, body.pk)
    assert "Chiedere del martedì" in client_of(other_operator).get(LIST).text


@pytest.mark.parametrize(
    "typed",
    [
        "pensione",
        "Pensione (Sindacato di prova)",
        "/servizi/sindacato-di-prova/pensione/",
        "http://localhost/servizi/sindacato-di-prova/pensione/",
    ],
)
def test_a_page_is_named_by_title_body_or_address(operator, sheet, today, typed):
    client_of(operator).post(WRITE, sent(today, page=typed))
    assert StaffNote.objects.get().page_id == sheet.pk


def test_of_two_with_one_name_the_person_chooses(operator, sheet, body, today):
    ServiceFactory(parent=body, title="Pensione")
    page = client_of(operator).post(WRITE, sent(today)).text
    assert "Ce n&#x27;è più d&#x27;una" in page
    assert "Chiedere del martedì" in page
    client_of(operator).post(WRITE, sent(today, page="Pensione (Comune di prova)"))
    assert StaffNote.objects.count() == 1


def test_a_draft_cannot_be_named(operator, other_body, today):
    ServiceFactory(parent=other_body, title="Segretissimo", live=False)
    client = client_of(operator)
    assert "Segretissimo" not in client.get(WRITE).text
    page = client.post(WRITE, sent(today, page="Segretissimo")).text
    assert "nessuna scheda pubblica" in page


@pytest.mark.parametrize(
    "typed", ["[https://x", "http://[", "//[", "\u202e", "/" * 300]
)
def test_what_is_no_address_is_told_and_nothing_is_lost(operator, sheet, today, typed):
    answer = client_of(operator).post(WRITE, sent(today, page=typed))
    assert answer.status_code == 200
    assert "nessuna scheda pubblica" in answer.text
    assert "Chiedere del martedì" in answer.text


def test_the_page_one_comes_from_is_filled_in(operator, sheet):
    page = client_of(operator).get(f"{WRITE}?pagina={sheet.pk}").text
    assert 'value="Pensione (Sindacato di prova)"' in page
    assert client_of(operator).get(f"{WRITE}?pagina=abc").status_code == 200


def test_too_long_or_somebodys_is_refused(operator, sheet, today):
    for text in ("x" * 301, "Sentire RSSMRA80A01F205X"):
        client_of(operator).post(WRITE, sent(today, text=text))
    assert not StaffNote.objects.exists()


def test_beside_the_page_only_the_parties_read_it(
    home, root, agreement, body, other_body, outside_body, sheet, operator
):
    agree(home, outside_body, other_body, title="Altro")
    third = make_member(outside_body, "operator", "terzo@example.org")
    note_of(body, sheet)
    assert "Chiamare prima delle 10" in reading.aside(access(operator), sheet)
    assert "Chiamare prima" not in reading.aside(access(third), sheet)
    assert "Chiamare prima" not in client_of(third).get(LIST).text
    pieces = aside.pieces(access(operator), sheet)
    assert any("Chiamare prima delle 10" in piece for piece in pieces)


def test_what_is_typed_is_escaped_beside_the_page(body, sheet, operator):
    note_of(body, sheet, text="<b>forte</b>")
    assert "<b>forte" not in reading.aside(access(operator), sheet)


def test_a_page_taken_down_does_not_show_through_its_note(body, sheet, other_operator):
    note_of(body, sheet)
    sheet.live = False
    sheet.save()
    assert "Pensione" not in client_of(other_operator).get(LIST).text


def test_another_body_keeps_its_hands_off(body, sheet, other_operator):
    note = note_of(body, sheet)
    for more in ("", "conferma/", "cancella/"):
        path = f"{LIST}{note.pk}/{more}"
        assert client_of(other_operator).post(path).status_code == 404
    assert client_of(other_operator).get(f"{LIST}{note.pk}/").status_code == 404
    assert StaffNote.objects.get().text == "Chiamare prima delle 10"


def test_the_own_body_changes_confirms_deletes(body, sheet, operator, referent, today):
    note = note_of(body, sheet, review_on=today - dt.timedelta(days=1))
    assert reading.due_panel(access(referent))["notes"] == [note]
    client = client_of(operator)
    client.post(f"{LIST}{note.pk}/conferma/")
    note.refresh_from_db()
    assert note.review_on == add_months(today, 6)
    client.post(f"{LIST}{note.pk}/", sent(today, text="Ora diverso"))
    note.refresh_from_db()
    assert note.text == "Ora diverso"
    assert "Ora diverso" in client.get(f"{LIST}{note.pk}/cancella/").text
    client.post(f"{LIST}{note.pk}/cancella/")
    assert not StaffNote.objects.exists()


def test_what_pages_ask_does_not_grow(body, sheet, operator, queries, other_body):
    client = client_of(operator)

    def count(path):
        client.get(path)
        with queries() as found:
            assert client.get(path).status_code == 200
        return len(found)

    def of_aside():
        known = access(operator)
        with queries() as found:
            reading.aside(known, sheet)
        return len(found)

    note_of(body, sheet)
    few = [count(LIST), count(WRITE), of_aside()]
    for place in range(9):
        note_of(body, sheet)
        note_of(other_body, DeskFactory(parent=body, title=f"Sportello {place}"))
    many = [count(LIST), count(WRITE), of_aside()]
    assert few == many
    assert max(many) <= 20
