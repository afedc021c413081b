"""Titles, addresses and files of another body's pages, where Wagtail would tell them."""

import pytest
from django.test import Client
from django.urls import reverse
from wagtail.contrib.redirects.models import Redirect
from wagtail.images.tests.utils import get_test_image_file

from core.models import CustomImage
from core.page_titles import asked_by
from directory.models import ServicePage
from directory.succession import succession_problem
from tests.factories import DeskFactory, ServiceFactory, make_member, offer


def client_of(user):
    client = Client()
    client.force_login(user)
    return client


@pytest.fixture
def writer(body):
    return client_of(make_member(body, "editor", "redattrice@example.org"))


@pytest.fixture
def keeper(home):
    return client_of(make_member(None, "coordinator", "coordina@example.org"))


@pytest.fixture
def changed(other_body):
    """Public, with another title to come."""
    page = ServiceFactory(parent=other_body, title="Titolo pubblico")
    page.title = "Titolo futuro"
    page.save_revision()
    return ServicePage.objects.get(pk=page.pk)


def read(client, name, *numbers, query=""):
    answer = client.get(reverse(name, args=numbers) + query)
    return answer.content.decode()


def test_a_form_calls_a_foreign_page_by_its_public_title(body, changed, writer, keeper):
    desk = DeskFactory(parent=body)
    offer(desk, changed)
    text = read(writer, "wagtailadmin_pages:edit", desk.pk)
    assert "Titolo pubblico" in text
    assert "Titolo futuro" not in text
    assert "Titolo futuro" in read(keeper, "wagtailadmin_pages:edit", desk.pk)


def test_and_one_that_is_not_public_by_no_title(body, other_body, writer, keeper):
    gone = ServiceFactory(parent=other_body, title="Ritirato", live=False)
    desk = DeskFactory(parent=body)
    offer(desk, gone)
    text = read(writer, "wagtailadmin_pages:edit", desk.pk)
    assert "Pagina non pubblicata" in text
    assert "Ritirato" not in text
    assert "Ritirato" in read(keeper, "wagtailadmin_pages:edit", desk.pk)


def test_nor_does_the_chooser_name_its_draft(changed, writer):
    text = read(writer, "wagtailadmin_choose_page_child", changed.get_parent().pk)
    assert "Titolo pubblico" in text
    assert "Titolo futuro" not in text


def test_of_many_chosen_those_that_may_be_named_come_back(
    home, changed, other_body, writer
):
    draft = ServiceFactory(parent=other_body, title="Bozza", live=False)
    query = f"?id={changed.pk}&id={draft.pk}&id={home.get_parent().pk}&id=x"
    name = "wagtailadmin_choose_page_chosen_multiple"
    result = writer.get(reverse(name) + query).json()["result"]
    assert [one["id"] for one in result] == [changed.pk]


@pytest.mark.parametrize(
    "name", ["workflow_action", "collect_workflow_action_data", "workflow_preview"]
)
def test_no_address_of_the_workflow_names_a_foreign_page(
    other_body, changed, writer, keeper, name
):
    other_body.access.workflow.start(
        changed, make_member(other_body, "editor", "altrove@example.org")
    )
    task = changed.current_workflow_state.current_task_state
    last = [task.task_id] if name == "workflow_preview" else ["approve", task.pk]
    url = reverse(f"wagtailadmin_pages:{name}", args=[changed.pk, *last])
    answer = writer.get(url, follow=True)
    assert "Titolo futuro" not in answer.content.decode()
    assert answer.redirect_chain[0][0] == reverse("wagtailadmin_home")


def linking(body, page):
    text = f'<p>Vedi <a linktype="page" id="{page.pk}">quello</a>.</p>'
    return ServiceFactory(parent=body, title="Nostro", description=text)


@pytest.mark.parametrize("live", [True, False])
def test_a_link_in_a_text_leads_to_public_pages_alone(
    body, other_body, client, writer, live
):
    target = ServiceFactory(parent=other_body, slug="verso-qui", live=live)
    page = linking(body, target)
    assert ("verso-qui" in client.get(page.url).content.decode()) is live
    edited = read(writer, "wagtailadmin_pages:edit", page.pk)
    assert ("verso-qui" in edited) is live
    assert "quello" in client.get(page.url).content.decode()


def test_the_own_draft_s_link_keeps_its_address_in_the_editor(body, writer):
    page = linking(body, ServiceFactory(parent=body, slug="nostra-bozza", live=False))
    assert "nostra-bozza" in read(writer, "wagtailadmin_pages:edit", page.pk)


@pytest.mark.parametrize("live", [True, False])
def test_an_old_address_leads_to_public_pages_alone(home, body, client, live):
    page = ServiceFactory(parent=body, live=live)
    Redirect.objects.create(old_path="/vecchio", redirect_page=page)
    answer = client.get("/vecchio/?da=carta")
    assert answer.status_code == (301 if live else 404)
    assert answer.headers.get("Location") == (page.url if live else None)


def test_the_admin_s_own_api_lists_the_own_files(body, other_body, writer):
    for keeper, title in ((body, "Nostra"), (other_body, "Loro")):
        image = CustomImage.objects.create(
            title=title,
            file=get_test_image_file(),
            is_decorative=True,
            collection=keeper.access.collection,
        )
    listed = read(writer, "wagtailadmin_api:images:listing", query="?fields=_,title")
    assert "Nostra" in listed
    assert "Loro" not in listed
    url = reverse("wagtailadmin_api:images:detail", args=[image.pk])
    assert writer.get(url).status_code == 404
    form = reverse("wagtailimages_chooser:select_format", args=[image.pk])
    assert writer.get(form).status_code == 302


def test_resized_images_are_served_from_their_own_folder(home, client, settings):
    papers = settings.MEDIA_ROOT / "documents"
    papers.mkdir(parents=True, exist_ok=True)
    (papers / "riservato.txt").write_text("x", encoding="ascii")
    for path in ("documents/riservato.txt", "images/../documents/riservato.txt"):
        assert client.get(f"/media/{path}").status_code in {400, 404}


def test_a_circle_is_told_without_the_name_of_a_foreign_draft(body, other_body, rf):
    mine = ServiceFactory(parent=body)
    draft = ServiceFactory(
        parent=other_body, title="Bozza loro", live=False, replaced_by=mine
    )
    mine.replaced_by = ServiceFactory(parent=other_body, replaced_by=draft)
    assert "Bozza loro" in succession_problem(mine)
    request = rf.get("/")
    request.user = make_member(body, "manager", "responsabile@example.org")
    with asked_by(request):
        assert succession_problem(mine).startswith("Un servizio non pubblicato è")


def test_a_link_to_another_site_that_was_not_sent_is_asked_for(writer):
    url = reverse("wagtailadmin_choose_page_external_link")
    answer = writer.post(url, {})
    assert answer.json()["step"] == "external_link"
    sent = {"external-link-chooser-url": "https://example.org/"}
    assert writer.post(url, sent).json()["result"]["url"] == "https://example.org/"
