"""The hints where an editor sees them: in the panel, on a page of their own, after saving."""

import json
from html import unescape

import pytest
from django.urls import reverse
from wagtail.test.utils.form_data import querydict_from_html

from directory.models import RequiredDocument, ServicePage
from tests.factories import DeskFactory, ServiceFactory, fill

LONG = "Parola " + " ".join(["altra"] * 33) + "."


@pytest.fixture
def sheet(body):
    page = ServiceFactory(parent=body, summary="Per usufruire dell'aiuto.")
    page.description = f"<p>{LONG}</p>"
    page.save_revision(clean=False)
    return ServicePage.objects.get(pk=page.pk)


def text(answer):
    return " ".join(unescape(answer.content.decode()).split())


def told(client, page, part=""):
    return text(client.get(reverse("plain_writing", args=[page.pk]) + part))


def address(page):
    return reverse("wagtailadmin_pages:edit", args=[page.pk])


def test_the_panel_tells_number_place_and_what_to_do(sheet, writer, login):
    html = text(login(writer).get(address(sheet)))
    panel = html[html.index('data-side-panel="checks"') :]
    assert "Suggerimenti: 3" in panel
    assert "Frase lunga (34 parole): «Parola altra" in panel
    assert "Prova a dividerla." in panel
    assert "«usufruire»: di solito si dice «usare, avere»." in panel
    assert "Manca «Cosa serve»" in panel
    # Wagtail's own checks are still there.
    assert "data-checks-panel" in panel


def test_without_the_panel_there_is_a_page(sheet, writer, login):
    page = told(login(writer), sheet)
    assert "Suggerimenti: 3" in page
    assert f'href="{address(sheet)}#panel-child-contenuto-' in page
    assert "Facilità di lettura" in page
    part = told(login(writer), sheet, "?parte")
    assert part.startswith("<p>Facilità di lettura")
    assert "<html" not in part


@pytest.mark.parametrize("who", ["stranger", "visitor"])
def test_a_stranger_reads_no_hints_of_a_draft(sheet, stranger, client, login, who):
    asking = login(stranger) if who == "stranger" else client
    answer = asking.get(reverse("plain_writing", args=[sheet.pk]), follow=True)
    assert "usufruire" not in text(answer)


def test_after_saving_by_hand_a_word_and_a_link(sheet, writer, login):
    client = login(writer)
    html = client.get(address(sheet)).content.decode()
    data = querydict_from_html(html, form_id="page-edit-form").copy()
    answer = client.post(address(sheet), data, follow=True)
    assert "3 suggerimenti per farsi capire da tutti" in text(answer)
    assert reverse("plain_writing", args=[sheet.pk]) in text(answer)


def test_what_saves_itself_says_nothing(sheet, writer, login):
    client = login(writer)
    html = client.get(address(sheet)).content.decode()
    data = querydict_from_html(html, form_id="page-edit-form").copy()
    answer = client.post(address(sheet), data, headers={"accept": "application/json"})
    assert json.loads(answer.content)["success"]
    assert "suggerimenti per farsi" not in text(client.get(address(sheet)))


def test_before_the_first_saving_the_panel_says_how_to_get_hints(body, writer, login):
    url = reverse("wagtailadmin_pages:add", args=["directory", "servicepage", body.pk])
    assert "Salva la bozza per leggere i suggerimenti." in text(login(writer).get(url))


def test_the_text_of_a_page_without_hints_is_praised(body, writer, login):
    sheet = ServiceFactory(parent=body, summary="Un aiuto.")
    RequiredDocument.objects.create(page=sheet, name="La delega")
    assert "Niente da segnalare" in told(login(writer), sheet)


@pytest.mark.parametrize(
    "change",
    [
        {"is_crisis": True, "crisis_phone": "1522"},
        {"status": "closed", "status_reason": "È finito."},
    ],
)
def test_who_is_in_danger_brings_nothing(body, writer, login, change):
    sheet = ServiceFactory(parent=body, **change)
    assert "Cosa serve" not in told(login(writer), sheet)


def test_a_desk_and_a_full_sheet_are_read_too(body, writer, login):
    desk = DeskFactory(parent=body, hours_note="Presso la sede.")
    assert "«Presso»" in told(login(writer), desk)
    assert "Niente da segnalare" in told(
        login(writer), fill(ServiceFactory(parent=body))
    )


def test_more_than_ten_are_counted(body, writer, login):
    sheet = ServiceFactory(parent=body)
    sheet.description = f"<p>{LONG}</p>" * 13
    sheet.save_revision(clean=False)
    page = told(login(writer), sheet)
    assert "I 10 suggerimenti più utili" in page
    assert "Ce ne sono altri 4" in page


def test_as_many_queries_however_long_the_sheet(body, writer, login, queries):
    sheet = ServiceFactory(parent=body)
    client, counts = login(writer), []
    told(client, sheet)
    for number in (1, 10):
        for _ in range(number):
            RequiredDocument.objects.create(page=sheet, name="La documentazione")
        ServicePage.objects.get(pk=sheet.pk).save_revision()
        with queries() as found:
            told(client, sheet)
        counts.append(len(found))
    assert counts[0] == counts[1], counts
