"""Nobody's data is published, nor sent for approval; a draft keeps what is typed."""

from html import unescape

import pytest
from django.test import Client
from django.urls import reverse
from wagtail.test.utils.form_data import (
    inline_formset,
    nested_form_data,
    querydict_from_html,
    rich_text,
    streamfield,
)

from directory.models import RequiredDocument, ServicePage
from tests.factories import ServiceFactory, make_editor

CODE = "RSSMRA80A01F205X"
IBAN = "IT60 X054 2811 1010 0000 0123 456"
PEOPLE = (
    "<ul><li>Rossi Mario, 300 euro</li><li>Bianchi Anna, 250 euro</li>"
    "<li>Verdi Luigi, 90 euro</li></ul>"
)


@pytest.fixture
def sheet(body):
    page = ServiceFactory(parent=body, title="Assegno di cura", summary="Breve.")
    RequiredDocument.objects.create(page=page, name="Documento d'identità")
    page = ServicePage.objects.get(pk=page.pk)
    page.save_revision().publish()
    return ServicePage.objects.get(pk=page.pk)


@pytest.fixture
def trusted(body, login):
    return login(make_editor(body, "pubblica@example.org"))


def address(page):
    return reverse("wagtailadmin_pages:edit", args=[page.pk])


def send(client, page, **changes):
    html = client.get(address(page)).content.decode()
    data = querydict_from_html(html, form_id="page-edit-form").copy()
    data.update(changes)
    return client.post(address(page), data, follow=True)


def text(answer):
    return " ".join(unescape(answer.content.decode()).split())


def draft(page):
    return ServicePage.objects.get(pk=page.pk).get_latest_revision_as_object()


@pytest.mark.parametrize(
    ("field", "typed", "told"),
    [
        ("summary", f"Chiedi di {CODE}.", "codice fiscale di una persona (RSS…05X)"),
        ("citizen_words", CODE.lower(), "codice fiscale di una persona (RSS…05X)"),
        ("to_check", f"Pagato su {IBAN}", "un IBAN (IT60…456)"),
        ("documents-0-name", f"Ricevuta, {IBAN}", "un IBAN (IT60…456)"),
    ],
)
def test_what_is_certain_is_not_published(sheet, trusted, field, typed, told):
    answer = send(trusted, sheet, **{field: typed, "action-publish": "1"})
    assert told in text(answer)
    assert typed in text(answer)
    assert CODE not in Client().get(sheet.url).content.decode()
    assert ServicePage.objects.get(pk=sheet.pk).latest_revision_id == (
        sheet.latest_revision_id
    )


def test_a_list_of_who_gets_help_is_not_published(body, sheet, trusted):

    page = ServicePage.objects.get(pk=sheet.pk)
    page.description = PEOPLE
    page.save_revision(clean=False)
    answer = send(trusted, page, **{"action-publish": "1"})
    assert "elenco di persone (3 righe con nomi e importi o date)" in text(answer)
    assert "Bianchi" not in Client().get(sheet.url).content.decode()


def test_nor_is_it_sent_for_approval(sheet, writer, login):
    answer = send(login(writer), sheet, summary=CODE, **{"action-submit": "1"})
    assert "RSS…05X" in text(answer)
    assert not ServicePage.objects.get(pk=sheet.pk).workflow_in_progress


def test_a_draft_keeps_what_is_typed_and_says_so(sheet, writer, login):
    answer = send(login(writer), sheet, summary=f"Di {CODE}")
    assert draft(sheet).summary == f"Di {CODE}"
    assert "RSS…05X" in text(answer)


def test_a_request_can_be_taken_back_whatever_it_holds(sheet, manager, writer, login):
    send(login(writer), sheet, summary="Va bene.", **{"action-submit": "1"})
    client = login(manager)
    send(client, sheet, summary=CODE)
    send(client, sheet, **{"action-cancel-workflow": "1"})
    assert not ServicePage.objects.get(pk=sheet.pk).workflow_in_progress


def test_an_approval_without_the_form_reads_the_draft(
    sheet, writer, manager, coordinator, login
):
    send(login(writer), sheet, summary="Va bene.", **{"action-submit": "1"})
    client = login(manager)
    send(client, sheet, summary=CODE)
    state = ServicePage.objects.get(pk=sheet.pk).current_workflow_task_state
    url = reverse(
        "wagtailadmin_pages:workflow_action", args=[sheet.pk, "approve", state.pk]
    )
    asked = client.post(url, headers={"x-requested-with": "XMLHttpRequest"})
    assert asked.json() == {"step": "success", "redirect": address(sheet)}
    assert "RSS…05X" in text(client.post(url, follow=True))
    state.refresh_from_db()
    assert state.status == "in_progress"
    send(client, sheet, summary="Ora va bene.")
    state = ServicePage.objects.get(pk=sheet.pk).current_workflow_task_state
    client.post(url)
    state.refresh_from_db()
    assert state.status == "approved"


def test_a_stranger_learns_nothing_by_approving(sheet, writer, stranger, login):
    send(login(writer), sheet, summary="Va bene.", **{"action-submit": "1"})
    send(login(writer), sheet, summary=CODE)
    state = ServicePage.objects.get(pk=sheet.pk).current_workflow_task_state
    url = reverse(
        "wagtailadmin_pages:workflow_action", args=[sheet.pk, "approve", state.pk]
    )
    assert "RSS…" not in text(login(stranger).post(url, follow=True))


def test_many_at_once_are_not_published_either(body, sheet, trusted):
    other = ServiceFactory(parent=body, title="Altro", live=False)
    page = ServicePage.objects.get(pk=sheet.pk)
    page.summary = CODE
    page.save_revision(clean=False)
    url = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])
    url = f"{url}?id={sheet.pk}&id={other.pk}&next=/admin/"
    assert "RSS…05X" in text(trusted.post(url, follow=True))
    assert ServicePage.objects.get(pk=sheet.pk).summary == "Breve."
    assert not ServicePage.objects.get(pk=other.pk).live
    page.summary = "Va bene."
    page.save_revision(clean=False)
    trusted.post(url)
    assert ServicePage.objects.get(pk=sheet.pk).summary == "Va bene."


def test_nor_below_a_body(body, sheet, coordinator, login):
    ServiceFactory(parent=body, title="Sotto", summary=CODE, live=False)
    url = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])
    data = {"include_descendants": "on"}
    client = login(coordinator)
    answer = client.post(f"{url}?id={body.pk}&next=/admin/", data, follow=True)
    assert "RSS…05X" in text(answer)
    assert not ServicePage.objects.get(title="Sotto").live


@pytest.mark.parametrize(
    "typed",
    [
        "Chiedi della dott.ssa Maria Rossi",
        "Operatore: Mario Bianchi",
        "Scrivi a mario.rossi@comune.example.org",
        "Chiama il 333 1234567",
    ],
)
def test_what_may_be_somebody_s_is_pointed_out_and_published(sheet, trusted, typed):
    answer = send(trusted, sheet, summary=typed, **{"action-publish": "1"})
    assert typed in Client().get(sheet.url).content.decode()
    assert "Forse" in text(answer)


def test_a_new_sheet_is_held_back_with_all_that_was_typed(body, trusted):
    url = reverse("wagtailadmin_pages:add", args=["directory", "servicepage", body.pk])
    html = trusted.get(url).content.decode()
    data = querydict_from_html(html, form_id="page-edit-form").copy()
    data.update(
        {"title": "Nuovo", "slug": "nuovo", "summary": CODE, "action-publish": "1"}
    )
    data.update(nested_form_data({"documents": inline_formset([{"name": "Delega"}])}))
    answer = trusted.post(url, data, follow=True)
    assert "RSS…05X" in text(answer)
    assert "Delega" in text(answer)
    assert not ServicePage.objects.filter(slug="nuovo").exists()


def test_a_text_page_too(home, coordinator, login):
    from home.models import StandardPage

    page = home.add_child(instance=StandardPage(title="Avvisi", slug="avvisi"))
    body = streamfield([("text", rich_text(f"<p>Di {CODE}.</p>"))])
    data = nested_form_data({"body": body})
    answer = send(login(coordinator), page, **data, **{"action-publish": "1"})
    # The editor of blocks puts the message into its own data.
    assert "RSS" in text(answer)
    assert CODE not in Client().get(page.url).content.decode()


def test_the_title_of_a_picture_and_of_a_document(body, trusted):
    from django.core.files.uploadedfile import SimpleUploadedFile
    from wagtail.documents import get_document_model
    from wagtail.images.tests.utils import get_test_image_file

    collection = body.access.collection_id
    image = {
        "title": f"Foto di {CODE}",
        "file": SimpleUploadedFile(
            "a.png", get_test_image_file().file.getvalue(), "image/png"
        ),
        "alt_text": "Una porta",
        "collection": collection,
    }
    assert "RSS…05X" in text(trusted.post(reverse("wagtailimages:add"), image))
    document = {
        "title": f"Domanda di {CODE}",
        "file": SimpleUploadedFile("a.txt", b"Un testo."),
        "holds_no_personal_data": "on",
        "collection": collection,
    }
    assert "RSS…05X" in text(trusted.post(reverse("wagtaildocs:add"), document))
    assert not get_document_model().objects.exists()
