"""The printed sheet: what the person needs at the next desk, and not a word too much."""

import datetime as dt
import re
import sys

import pytest
from django.test import Client
from django.utils import timezone

from core.models import Review
from directory.models import DeskPage
from directory.plain_text import plain as plain_text
from tests.directory.handout.conftest import PARTS, text_of
from tests.factories import (
    DeskFactory,
    ServiceFactory,
    fill,
    offer,
    open_every_weekday,
    phone,
    restrict,
)

pytestmark = pytest.mark.django_db


def plain(answer):
    """What is read, in single spaces."""
    text = re.sub(r"<head>.*?</head>", "", text_of(answer), flags=re.S)
    return " ".join(re.sub(r"<[^>]*>", " ", text).split())


def test_a_service_is_told_with_all_that_matters(home, sheet, send):
    text = plain(send("stampa", [sheet]))
    for wanted in (
        "1. Aiuto per la spesa",
        "Sportello in piazza : orientamento e invio",
        "Solo al mattino.",
        "Via Mantova 25, 26100 Cremona",
        "0372 123456 Centralino",
        "Prima di andare telefona",
        "Da lunedì a venerdì: 9:00–12:00",
        "Attestazione ISEE – solo se hai reddito",
        "È gratuito.",
        "Soglia ISEE: 9.360 euro",
        "Chiedi Di persona.",
        "Note",
        f"Codici: {sheet.short_code}",
    ):
        assert wanted in text, wanted


def test_it_bears_its_date_and_a_code_that_opens_the_list(home, sheet, send):
    text = text_of(send("stampa", [sheet]))
    assert f"{timezone.localdate().year}" in text
    assert "<title>Codice QR: apre la lista sul telefono</title>" in text
    assert "testserver/la-mia-lista/" in text


def test_the_drawing_holds_the_address_in_the_fragment(monkeypatch, home, sheet, send):
    drawn = []
    from directory.handout import sheets

    monkeypatch.setattr(sheets, "qr_of", lambda address: drawn.append(address) or "")
    send("stampa", [sheet])
    assert drawn == [f"http://testserver/la-mia-lista/#{sheet.short_code}"]


def test_a_desk_that_is_picked_too_is_told_once(home, sheet, desk, send):
    text = plain(send("stampa", [sheet, desk]))
    assert "2. Sportello in piazza : orientamento e invio Solo al mattino." in text
    assert text.count("Via Mantova 25") == 1
    assert text.count("la tessera (Sportello in piazza)") == 1
    other = DeskFactory(parent=desk.get_parent(), title="Un altro sportello")
    offer(other, sheet)
    assert "Un altro sportello" not in plain(send("stampa", [sheet, desk]))
    assert "Un altro sportello" in plain(send("stampa", [sheet]))


def test_hours_that_were_checked_lately_are_told_without_a_warning(home, desk, send):
    review = Review.objects.create(
        page=desk, reviewed_on=timezone.localdate(), reviewer="Comune"
    )
    assert "Prima di andare" not in plain(send("stampa", [desk]))
    Review.objects.filter(pk=review.pk).update(
        reviewed_on=timezone.localdate() - dt.timedelta(91)
    )
    assert "Prima di andare telefona" in plain(send("stampa", [desk]))


def test_without_a_phone_nobody_is_told_to_phone(home, body, send):
    desk = DeskFactory(parent=body, placed=True)
    text = plain(send("stampa", [desk]))
    assert "Prima di andare chiedi conferma" in text
    assert "telefona" not in text


def test_a_service_with_many_desks_names_a_few_and_says_where_the_others_are(
    home, body, send
):
    service = ServiceFactory(parent=body)
    for number in range(6):
        offer(DeskFactory(parent=body, title=f"CAF {number}"), service)
    text = plain(send("stampa", [service]))
    assert "CAF 3" in text
    assert "CAF 4" not in text
    assert f"Altri sportelli : 2 (testserver/s/{service.short_code}/)" in text


@pytest.mark.parametrize(
    ("word", "gone"),
    [
        ("dove", "Via Mantova 25"),
        ("orari", "9:00–12:00"),
        ("telefono", "0372 123456"),
        ("portare", "Attestazione ISEE"),
        ("costo", "È gratuito."),
        ("come", "Di persona."),
    ],
)
def test_what_is_not_wanted_is_left_out(home, sheet, send, word, gone):
    others = [part for part in PARTS if part != word]
    assert gone in plain(send("stampa", [sheet]))
    assert gone not in plain(send("stampa", [sheet], cosa=others))
    own = {f"di-{sheet.short_code}": ["si", *others]}
    assert gone not in plain(send("stampa", [sheet], **own))


def test_labels_come_in_the_language_and_the_texts_stay_italian(home, sheet, send):
    text = text_of(send("stampa", [sheet], lingua="ar"))
    assert '<html lang="it"' in text
    assert '<span class="label-text" lang="ar" dir="rtl">ما يجب إحضاره</span>' in text
    assert '<span class="label-italian">Cosa portare</span>' in text
    assert "النصوص مكتوبة باللغة الإيطالية." in text


def test_large_and_small(home, sheet, send):
    text = text_of(send("stampa", [sheet], grande="si", formato="a5"))
    assert 'class="handout handout-page a5 large"' in text


def test_a_suspended_service_says_so(home, body, send):
    page = ServiceFactory(parent=body, suspended=True)
    assert "Servizio sospeso: Mancano i fondi." in plain(send("stampa", [page]))


def test_an_empty_sheet_says_what_to_do(home, send):
    for name in ("stampa", "pdf"):
        assert "Prima aggiungi almeno un servizio" in plain(send(name, []))


# --- what must not be told ---------------------------------------------------------


def test_what_is_dangerous_to_be_seen_is_told_in_neutral_words(
    home, sheet, secret, send
):
    service, place = secret
    answer = send("stampa", [service, sheet, place])
    text, html = plain(answer), text_of(answer)
    assert "Servizio di ascolto Telefona: risponde una persona. 1522" in text
    assert "0372 654321" in text
    assert text.index("Aiuto per la spesa") < text.index("Servizio di ascolto")
    for word in (
        *("violenza", "Casa protetta", "ha paura", "Pronto intervento"),
        *(service.short_code, place.short_code, service.slug, place.slug),
    ):
        assert word not in html, word


def test_no_text_of_an_editor_stands_in_a_neutral_line(home, body, send):
    service = fill(ServiceFactory(parent=body, complete=True, is_discreet=True))
    place = DeskFactory(parent=body, is_discreet=True, placed=True, title="Rifugio")
    DeskPage.objects.filter(pk=place.pk).update(
        summary="Per chi subisce.", hours_note="Solo di notte.", email="a@example.org"
    )
    phone(place, "0372 654321", label="Emergenza", hours="Di notte")
    offer(place, service, level="accompaniment", note="Con la polizia.")
    html = text_of(send("stampa", [service, place]))
    main = html[html.index("<main>") :]
    for page in (service, DeskPage.objects.get(pk=place.pk)):
        for field in page._meta.concrete_fields:
            value = getattr(page, field.name, "")
            if isinstance(value, str) and len(value) > 3:
                assert plain_text(value) not in main, field.name
    for word in ("Emergenza", "Di notte", "polizia", "Documento d", "Via Mantova"):
        assert word not in main
    assert "0372 654321" in main


def test_two_neutral_lines_with_one_number_are_one(home, body, secret, send):
    place = DeskFactory(parent=body, title="Altra casa", is_confidential=True)
    phone(place, "1522")
    text = plain(send("stampa", [secret[0], place]))
    assert text.count("Servizio di ascolto") == 1
    assert "Codici" not in text


def test_a_neutral_line_without_a_number_leaves_room_for_one(home, body, send):
    place = DeskFactory(parent=body, is_confidential=True)
    text = text_of(send("stampa", [place]))
    assert 'class="handout-blank"' in text
    assert place.title not in text


def test_a_protected_place_is_not_named_by_the_service_it_helps_with(
    home, sheet, secret, send
):
    offer(secret[1], sheet)
    assert "Casa protetta" not in text_of(send("stampa", [sheet]))


def test_the_list_that_may_be_passed_on_leaves_it_out(home, sheet, secret, send):
    text = text_of(send("elenco", [secret[0], sheet]))
    assert f'data-public="{sheet.short_code}"' in text
    assert "Sul foglio scriviamo solo «Servizio di ascolto»" in text


def test_not_a_byte_of_what_is_not_public_is_printed(home, body, other_body, send):
    draft = ServiceFactory(parent=body, title="Bozza segreta", live=False)
    hidden = DeskFactory(parent=other_body, title="Sportello interno", placed=True)
    open_every_weekday(hidden)
    public = ServiceFactory(parent=body, title="Pubblico")
    offer(hidden, public)
    restrict(other_body)
    for name in ("elenco", "stampa"):
        text = text_of(send(name, [draft, hidden, public]))
        assert "Pubblico" in text
        assert "Bozza segreta" not in text
        assert "Sportello interno" not in text
        assert "Via Mantova" not in text


def test_what_a_draft_says_is_not_printed(home, desk, send):
    page = DeskPage.objects.get(pk=desk.pk)
    page.title = "Titolo non approvato"
    page.save_revision()
    assert "Titolo non approvato" not in text_of(send("stampa", [desk]))


# --- PDF ----------------------------------------------------------------------------


def test_a_machine_that_makes_no_pdf_gives_the_page_and_says_so(
    home, sheet, send, monkeypatch
):
    monkeypatch.setitem(sys.modules, "weasyprint", None)

    class Missing:
        def find_spec(self, name, *_):
            if name == "weasyprint":
                raise OSError("cannot load library 'libpango'")

    monkeypatch.delitem(sys.modules, "weasyprint")
    monkeypatch.setattr(sys, "meta_path", [Missing(), *sys.meta_path])
    text = plain(send("pdf", [sheet]))
    assert "il PDF non si può fare adesso" in text
    assert "Attestazione ISEE" in text
    assert Client().get("/").status_code == 200
