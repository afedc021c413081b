"""From a body's draft to the sheet that it concerns: who writes, who approves, who reads."""

import re
from html import unescape

import pytest
from django.test import Client
from django.urls import reverse
from wagtail.test.utils.form_data import querydict_from_html

from accounts.actions import set_trusted
from home.models import CampaignPage, EventPage, NewsPage, NoticePage
from tests.factories import ServiceFactory, make_member
from tests.home.update_factories import DAY, FACTORIES, NoticeFactory, today

TITLE = "Lo sportello chiude prima"
LISTS = ("news", "notices", "events", "campaigns")
# What the browser's own script adds for texts made of blocks.
BLOCKS = {"body-count": "0", "questions-count": "0"}


def logged_in(user):
    client = Client()
    client.force_login(user)
    return client


@pytest.fixture
def sheet(body):
    return ServiceFactory(parent=body, title="ISEE")


@pytest.fixture
def writer(body):
    return logged_in(make_member(body, "editor", "redattrice@example.org"))


@pytest.fixture
def manager(body):
    return logged_in(make_member(body, "manager", "responsabile@example.org"))


@pytest.fixture
def stranger(other_body):
    return logged_in(make_member(other_body, "editor", "altrove@example.org"))


def add_address(parent, model=NoticePage):
    return reverse(
        "wagtailadmin_pages:add", args=["home", model._meta.model_name, parent.pk]
    )


def send(client, address, **sent):
    html = client.get(address).content.decode()
    data = querydict_from_html(html, form_id="page-edit-form").copy()
    data.update(
        {**BLOCKS, "title": TITLE, "slug": "chiude-prima", "summary": "Alle 12."}
    )
    data.update(sent)
    return client.post(address, data)


def test_a_notice_is_written_approved_and_read_on_its_sheet(
    sections, body, sheet, writer, manager
):
    set_trusted(access=body.access, is_trusted=True)
    answer = send(
        writer,
        add_address(body),
        **{
            "ends_on": (today() + DAY).isoformat(),
            "concerns-TOTAL_FORMS": "1",
            "concerns-0-concerned": str(sheet.pk),
            "concerns-0-ORDER": "1",
            "concerns-0-id": "",
            "action-submit": "1",
        },
    )
    assert answer.status_code == 302
    notice = NoticePage.objects.get()
    assert not notice.live
    assert TITLE not in Client().get(sheet.url).content.decode()
    state = notice.current_workflow_task_state
    url = reverse(
        "wagtailadmin_pages:workflow_action", args=[notice.pk, "approve", state.pk]
    )
    manager.post(url, {"comment": ""})
    for path in (sheet.url, "/novita/", "/novita/avvisi/", "/novita/avvisi.atom"):
        assert TITLE in Client().get(path).content.decode(), path


def test_nobody_of_another_body_writes_here(sections, body, stranger):
    notice = NoticeFactory(parent=body, live=False, title="Bozza segreta")
    edit = reverse("wagtailadmin_pages:edit", args=[notice.pk])
    for address in (add_address(body), add_address(sections["avvisi"]), edit):
        answer = stranger.get(address)
        assert answer.status_code in (302, 403, 404)
        assert "Bozza segreta" not in answer.content.decode()


@pytest.mark.parametrize("kind", FACTORIES)
def test_each_kind_is_opened_previewed_and_saved(sections, body, admin_client, kind):
    page = FACTORIES[kind](parent=body, body=[("text", "<p>Testo.</p>")])
    address = reverse("wagtailadmin_pages:edit", args=[page.pk])
    html = admin_client.get(address).content.decode()
    data = querydict_from_html(html, form_id="page-edit-form").copy()
    data.update({**BLOCKS, "title": "Cambiato"})
    preview = reverse("wagtailadmin_pages:preview_on_edit", args=[page.pk])
    assert admin_client.post(preview, data).json()["is_valid"]
    shown = admin_client.get(preview).content.decode()
    assert "Cambiato" in shown
    data["action-publish"] = "1"
    assert admin_client.post(address, data).status_code == 302
    assert "Cambiato" in Client().get(page.url).content.decode()


@pytest.mark.parametrize("model", [NewsPage, NoticePage, EventPage, CampaignPage])
def test_a_new_page_is_previewed_before_it_is_there(
    sections, body, admin_client, model
):
    address = add_address(body, model)
    html = admin_client.get(address).content.decode()
    data = querydict_from_html(html, form_id="page-edit-form").copy()
    data.update(
        {
            **BLOCKS,
            "title": TITLE,
            "slug": "nuova",
            "summary": "S",
            "addressed": "A tutti.",
        }
        | {
            "ends_on": today().isoformat(),
            "starts_at": "2030-01-01 10:00",
            "place": "Qui",
        }
    )
    preview = reverse(
        "wagtailadmin_pages:preview_on_add",
        args=["home", model._meta.model_name, body.pk],
    )
    assert admin_client.post(preview, data).json()["is_valid"]
    assert TITLE in admin_client.get(preview).content.decode()


@pytest.mark.parametrize(
    ("model", "sent", "message"),
    [
        (
            NoticePage,
            {"starts_on": "2030-02-01", "ends_on": "2030-01-01"},
            "Finisce prima di cominciare",
        ),
        (NoticePage, {"ends_on": "mai"}, "Inserisci una data valida"),
        (NoticePage, {"ends_on": ""}, "obbligatorio"),
        (
            EventPage,
            {
                "starts_at": "2030-01-01 10:00",
                "ends_at": "2029-01-01 10:00",
                "place": "Qui",
            },
            "Finisce prima di cominciare",
        ),
        (EventPage, {"starts_at": "2030-01-01 10:00"}, "Scrivi dove"),
        (
            CampaignPage,
            {"addressed": "A", "starts_on": "2030-02-01", "ends_on": "2030-01-01"},
            "Finisce prima di cominciare",
        ),
        (
            CampaignPage,
            {
                "addressed": "A",
                "partners-TOTAL_FORMS": "1",
                "partners-0-organisation": "",
                "partners-0-name": "",
                "partners-0-ORDER": "1",
                "partners-0-id": "",
            },
            "Scegli un ente, oppure scrivi il suo nome.",
        ),
        (NewsPage, {"summary": "", "action-publish": "1"}, "obbligatorio"),
    ],
)
def test_what_cannot_be_is_told_at_its_field_and_nothing_is_lost(
    sections, body, admin_client, model, sent, message
):
    answer = send(admin_client, add_address(body, model), **sent)
    html = unescape(answer.content.decode())
    assert answer.status_code == 200
    assert message in html
    assert TITLE in html
    assert not model.objects.exists()


@pytest.mark.parametrize("name", LISTS)
def test_the_flat_lists_ask_as_much_for_many_pages_as_for_few(
    sections, body, admin_client, queries, name
):
    def count():
        admin_client.get(f"/admin/{name}/")
        with queries() as found:
            assert admin_client.get(f"/admin/{name}/").status_code == 200
        return len(found)

    def add(number):
        for _ in range(number):
            for factory in FACTORIES.values():
                factory(parent=body)

    add(2)
    few = count()
    add(15)
    assert count() <= few + 3


def test_the_lists_are_one_entry_of_the_menu(sections, writer):
    html = unescape(writer.get("/admin/").content.decode())
    assert re.search(r"Novit(à|\\u00e0) ed eventi", html)
    for name in LISTS:
        assert f"/admin/{name}/" in html
        assert writer.get(f"/admin/{name}/").status_code == 200
