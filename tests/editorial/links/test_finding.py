"""Where links stand: every field, row and text of a published page."""

import json

import pytest
from django.db import connection
from wagtail.models import Page

from editorial.links.finding import links_of
from editorial.links.night import note_places
from editorial.models import CheckedLink, LinkPlace
from home.models import StandardPage
from tests.factories import (
    Amount,
    DeskFactory,
    LegalSource,
    RequiredDocument,
    ServiceFactory,
    ServiceStep,
)

A = "https://uno.example/a"
B = "https://due.example/b?x=1&y=2"


def found(page):
    return {(one.url, one.place, one.name) for one in links_of(page)}


def places():
    return set(LinkPlace.objects.values_list("link__url", "page_id", "place", "name"))


def test_fields_texts_and_rows(body):
    sheet = ServiceFactory(
        parent=body,
        online_url=A,
        terms_url="/condizioni/",
        description=f'<p>Vedi <a href="{B.replace("&", "&amp;")}">qui</a> e '
        '<a linktype="page" id="3">lì</a>, <a href="tel:1522">1522</a>.</p>',
    )
    RequiredDocument.objects.create(page=sheet, name="Modulo", url=A)
    LegalSource.objects.create(page=sheet, title="Legge", url=B)
    Amount.objects.create(page=sheet, label="x", value=1, source="y", source_url=A)
    ServiceStep.objects.create(page=sheet, title="Vai", text=f'<a href="{A}">a</a>')
    assert found(sheet) == {
        (A, "servizio online", "online_url"),
        (B, "descrizione", "description"),
        (A, "cosa da portare: Modulo, modulo o pagina", "documents"),
        (B, "riferimento normativo: Legge, indirizzo", "legal_sources"),
        (A, "importo o soglia: x, indirizzo della fonte", "amounts"),
        (A, "passo: Vai, spiegazione", "steps"),
    }


def test_an_address_too_long_for_an_index_is_left(body):
    start, end = '<p><a href="https://uno.example/', '">x</a></p>'
    for letter, number, is_kept in (("è", 400, True), ("è", 600, False)):
        text = start + letter * number + end
        assert bool(found(ServiceFactory(parent=body, description=text))) is is_kept


def test_a_desk_and_a_body(body):
    body.website = A
    desk = DeskFactory(parent=body, website=B)
    assert found(desk) == {(B, "sito", "website")}
    assert (A, "sito", "website") in found(body)


def test_a_page_of_text(home):
    text = [{"type": "text", "value": f'<p><a href="{A}">a</a></p>'}]
    page = home.add_child(
        instance=StandardPage(title="Note", slug="note", body=json.dumps(text))
    )
    (one,) = found(StandardPage.objects.get(pk=page.pk))
    assert (one[0], one[2]) == (A, "body")


def test_what_is_no_link_to_a_site_is_left_out(body):
    text = "<p>https://uno.example/nel-testo <a>vuoto</a> <a href>x</a></p>"
    sheet = ServiceFactory(
        parent=body, description=text, summary="Vedi https://uno.example e altro."
    )
    assert found(sheet) == set()
    sheet.description = f'<a href="https://uno.example/{"a" * 1000}">lungo</a>'
    assert found(sheet) == set()


@pytest.fixture
def sheet(body):
    return ServiceFactory(parent=body, online_url=A, booking_url=B)


def test_places_follow_the_pages(sheet):
    assert note_places() == 2
    before = set(CheckedLink.objects.values_list("pk", flat=True))
    sheet.booking_url = A
    sheet.save()
    assert note_places() == 1
    assert places() == {
        (A, sheet.pk, "servizio online", "online_url"),
        (A, sheet.pk, "prenotazione online", "booking_url"),
    }
    assert set(CheckedLink.objects.values_list("pk", flat=True)) < before
    assert note_places() == 1
    assert LinkPlace.objects.count() == 2


def test_a_page_deleted_while_the_round_reads_breaks_nothing(sheet, monkeypatch):
    def read(page):
        found = list(links_of(page))
        if page.pk == sheet.pk:
            Page.objects.get(pk=page.pk).delete()
        return found

    monkeypatch.setattr("editorial.links.night.links_of", read)
    note_places()
    connection.check_constraints()
    assert not LinkPlace.objects.exists()


def test_what_is_not_published_is_not_asked(sheet):
    draft = sheet.get_latest_revision_as_object() if sheet.latest_revision else sheet
    draft.online_url = "https://bozza.example/"
    draft.save_revision()
    note_places()
    assert "https://bozza.example/" not in set(
        CheckedLink.objects.values_list("url", flat=True)
    )
    sheet.unpublish()
    assert note_places() == 0
    assert not LinkPlace.objects.exists()


def test_our_own_pages_are_not_asked_over_the_network(sheet, settings):
    settings.WAGTAILADMIN_BASE_URL = "https://uno.example"
    assert note_places() == 1
    assert CheckedLink.objects.get().url == B


def test_two_texts_with_one_link_are_one_question(body, sheet):
    ServiceFactory(parent=body, online_url=A)
    assert note_places() == 2
    assert CheckedLink.objects.get(url=A).places.count() == 2
