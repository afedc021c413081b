"""The lesser rules of the sheet and of the list: what is told once, instead, or not at all."""

import datetime as dt
import uuid

import pytest
from django.test import Client
from django.utils import timezone

from core.frame import frame_for
from directory.models import Amount, DeskClosure, DeskPage, ServicePage
from tests.directory.handout.conftest import text_of
from tests.directory.handout.test_sheet import plain
from tests.factories import DeskFactory, ServiceFactory, offer, phone

pytestmark = pytest.mark.django_db


def test_it_says_whose_site_it_comes_from(home, sheet, send, rf):
    settings = frame_for(rf.get("/")).settings
    wanted = f"{settings.service_name}, Comune di {settings.comune}"
    assert wanted in plain(send("stampa", [sheet]))


def test_a_number_is_told_once(home, body, send):
    page = ServiceFactory(
        parent=body,
        access_phone="0372 111111",
        access_phone_label="Per prenotare",
        contact_phone="0372 111111",
        contact_office="Ufficio casa",
    )
    text = plain(send("stampa", [page]))
    assert text.count("0372 111111") == 1
    assert "Per prenotare" in text


def test_without_place_hours_and_phone_no_desk_is_named(home, body, sheet, send):
    for number in range(6):
        offer(DeskFactory(parent=body, title=f"CAF {number}"), sheet)
    text = plain(send("stampa", [sheet], cosa=["portare"]))
    assert "Attestazione ISEE" in text
    for word in ("Sportello in piazza", "CAF", "Altri sportelli", "Dove andare"):
        assert word not in text


def test_where_no_steps_are_written_it_says_how_to_get_there(home, body, send):
    page = ServiceFactory(parent=body, access="<p>Vai allo sportello.</p>")
    assert "Vai allo sportello." in plain(send("stampa", [page]))


def test_an_amount_that_is_over_is_not_told(home, body, send):
    page = ServiceFactory(parent=body)
    over = timezone.localdate() - dt.timedelta(1)
    facts = {"label": "Soglia", "value": "9360", "source": "D.M. di prova"}
    Amount.objects.create(page=page, valid_until=over, **facts)
    text = plain(send("stampa", [page]))
    assert "Soglia: in aggiornamento" in text
    assert "9.360" not in text


def test_hours_of_its_own_for_a_service_take_the_place_of_the_desks(home, desk, send):
    page = ServiceFactory(parent=desk.get_parent())
    offer(desk, page, hours="Solo il martedì")
    text = plain(send("stampa", [page]))
    assert "Solo il martedì" in text
    assert "9:00–12:00" not in text


def test_appointments_and_closures_are_told_with_the_hours(home, desk, sheet, send):
    DeskPage.objects.filter(pk=desk.pk).update(
        by_appointment=True, hours_note="Suonare al cancello."
    )
    day = timezone.localdate() + dt.timedelta(3)
    DeskClosure.objects.create(page=desk, starts_on=day, ends_on=day, reason="ferie")
    for pages in ([desk], [sheet]):
        text = plain(send("stampa", pages))
        for wanted in ("Solo su appuntamento", ": ferie", "Suonare al cancello."):
            assert wanted in text
        text = plain(send("stampa", pages, cosa=["dove"]))
        for gone in ("Solo su appuntamento", ": ferie", "Suonare al cancello."):
            assert gone not in text


def test_nobody_is_told_to_call_a_phone_line_before_going(home, body, send):
    line = DeskFactory(parent=body, kind="linea-telefonica")
    phone(line, "0372 222222")
    text = plain(send("stampa", [line]))
    assert "0372 222222" in text
    assert "Prima di andare" not in text


def test_of_two_pages_with_one_code_the_older_answers(home, body, send):
    old, new = (
        ServiceFactory(parent=body, title=f"{age}") for age in ("Vecchio", "Nuovo")
    )
    twin = uuid.UUID(int=old.translation_key.int ^ 1)
    ServicePage.objects.filter(pk=new.pk).update(translation_key=twin)
    text = plain(send("stampa", [old.short_code]))
    assert "1. Vecchio" in text
    assert "Nuovo" not in text


def test_the_pdf_is_one_step_from_the_heading_of_a_list_with_something(
    home, sheet, send
):
    text = text_of(send("elenco", [sheet]))
    assert text.index("Nella lista: 1") < text.index("Fai il PDF")
    assert text.index("Fai il PDF") < text.index(sheet.title)
    assert "Fai il PDF" not in text_of(send("elenco", []))


def test_the_first_goes_no_higher_and_the_last_no_lower(home, sheet, desk, send):
    text = text_of(send("elenco", [sheet, desk]))
    for by, page in ((-1, desk), (1, sheet)):
        assert text.count(f'data-list-move="{by}"') == 1
        assert f'data-list-move="{by}" data-code="{page.short_code}"' in text


def test_the_number_to_call_stands_beside_a_service_in_the_list(home, body, send):
    page = ServiceFactory(parent=body, access_phone="0372 333333")
    assert "0372 333333" in text_of(send("elenco", [page]))
    ServicePage.objects.filter(pk=page.pk).update(crisis_phone="1522")
    text = text_of(send("elenco", [page]))
    assert "1522" in text
    assert "0372 333333" not in text


def test_to_a_full_list_nothing_is_offered(home, body, sheet, indexed):
    with indexed():
        pages = [DeskFactory(parent=body) for _ in range(12)]
    codes = "-".join(page.short_code for page in pages)
    text = text_of(Client().get(f"/la-mia-lista/{codes}/?q=aiuto"))
    assert "La lista è piena: togli qualcosa" in text
    assert "data-list-add" not in text
