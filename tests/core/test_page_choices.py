"""A form that is sent the number of a foreign draft never gives its title back."""

import pytest
from django.test import Client
from django.urls import reverse
from wagtail.models import Page
from wagtail.test.utils.form_data import querydict_from_html

from directory.models import DeskPage, ServicePage
from tests.factories import DeskFactory, ServiceFactory, offer

SECRET = "Canarino segreto"
# More digits than Python itself turns into a number.
LONG = pytest.param("9" * 5000, id="long")


@pytest.fixture
def draft(other_body):
    return ServiceFactory(parent=other_body, title=SECRET, slug="canarino", live=False)


@pytest.fixture
def client(editor):
    found = Client()
    found.force_login(editor)
    return found


def sent_form(client, page, **sent):
    url = reverse("wagtailadmin_pages:edit", args=[page.pk])
    html = client.get(url).content.decode()
    data = querydict_from_html(html, form_id="page-edit-form").copy()
    data.update(sent)
    return client.post(url, data)


def row_of(service):
    return {
        "services-TOTAL_FORMS": "1",
        "services-0-service": str(service.pk),
        "services-0-level": "information",
        "services-0-id": "",
        "services-0-ORDER": "1",
    }


@pytest.mark.parametrize("title", ["Sportello mio", ""])
def test_a_row_that_names_a_foreign_draft_is_asked_for_again(
    body, client, draft, title
):
    desk = DeskFactory(parent=body)
    answer = sent_form(client, desk, title=title, **row_of(draft))
    assert answer.status_code == 200
    assert SECRET not in answer.content.decode()
    held = DeskPage.objects.get(pk=desk.pk).get_latest_revision_as_object()
    assert not held.services.exists()


def test_so_is_a_field_and_a_preview(body, client, draft):
    sheet = ServiceFactory(parent=body)
    sent = {"replaced_by": str(draft.pk)}
    assert SECRET not in sent_form(client, sheet, **sent, title="").content.decode()
    sent_form(client, sheet, **sent)
    assert ServicePage.objects.get(pk=sheet.pk).replaced_by is None
    held = ServicePage.objects.get(pk=sheet.pk).get_latest_revision_as_object()
    assert held.replaced_by is None


@pytest.mark.parametrize("whose", ["own", "published"])
def test_what_may_be_named_is_kept(body, other_body, client, whose):
    named = {
        "own": lambda: ServiceFactory(parent=body, live=False),
        "published": lambda: ServiceFactory(parent=other_body),
    }[whose]()
    desk = DeskFactory(parent=body)
    sent_form(client, desk, **row_of(named), **{"action-publish": "1"})
    assert DeskPage.objects.get(pk=desk.pk).services.get().service_id == named.pk


def test_what_the_page_names_already_stays_though_it_was_taken_down(
    body, other_body, client
):
    theirs = ServiceFactory(parent=other_body)
    desk = DeskFactory(parent=body)
    offer(desk, theirs)
    theirs.unpublish()
    sent_form(client, desk, summary="Altro", **{"action-publish": "1"})
    page = DeskPage.objects.get(pk=desk.pk)
    assert (page.summary, page.services.get().service_id) == ("Altro", theirs.pk)


@pytest.mark.parametrize(
    "number", ["", "x", "-1", "99999999", "1e3", "9" * 20, LONG, "٣"]
)
def test_numbers_of_no_page_break_nothing(body, client, number):
    desk = DeskFactory(parent=body)
    sent = row_of(desk) | {"services-0-service": number, "services-TOTAL_FORMS": "1"}
    assert sent_form(client, desk, **sent).status_code == 200


@pytest.mark.parametrize("total", ["1500", LONG])
def test_a_row_far_beyond_the_last_names_it_neither(body, client, draft, total):
    desk = DeskFactory(parent=body)
    sent = {
        "services-TOTAL_FORMS": total,
        "services-1200-service": str(draft.pk),
        "services-1200-level": "information",
    }
    answer = sent_form(client, desk, **sent)
    assert answer.status_code == 200
    assert SECRET not in answer.content.decode()


def test_the_chooser_does_not_open_below_a_foreign_draft(body, client, draft):
    for url in (
        f"/admin/choose-page/{draft.pk}/",
        f"/admin/choose-page/{draft.pk}/?page_type=directory.servicepage",
        "/admin/choose-page/99999999/",
    ):
        answer = client.get(url)
        assert answer.status_code in {302, 404}
        assert SECRET not in answer.content.decode()
    for page in (body, ServiceFactory(parent=body, live=False)):
        assert client.get(f"/admin/choose-page/{page.pk}/").status_code == 200
    assert client.get("/admin/choose-page/").status_code == 200


def test_the_other_choosers_do_not_either(body, client, draft):
    for url in (
        "/admin/choose-page/search/?q=canarino",
        f"/admin/choose-page/?target_pages[]={draft.pk}&user_perms=move_to",
        "/admin/choose-external-link/?link_text=x",
        f"/admin/choose-page/?user_perms=copy_to&page_type=directory.servicepage&p={draft.pk}",
    ):
        assert SECRET not in client.get(url).content.decode()


@pytest.mark.parametrize("place", ["draft", "nothing", "absent"])
def test_a_copy_to_a_foreign_draft_is_not_found(body, client, draft, place):
    sheet = ServiceFactory(parent=body)
    sent = {"new_title": "Copia", "new_slug": "copia"}
    if place != "nothing":
        sent["new_parent_page"] = {"draft": draft.pk, "absent": 99999999}[place]
    answer = client.post(reverse("wagtailadmin_pages:copy", args=[sheet.pk]), sent)
    assert answer.status_code == 404
    assert SECRET not in answer.content.decode()


def test_a_copy_below_another_body_is_refused(body, other_body, client):
    sheet = ServiceFactory(parent=body)
    sent = {"new_title": "x", "new_slug": "x", "new_parent_page": other_body.pk}
    client.post(reverse("wagtailadmin_pages:copy", args=[sheet.pk]), sent)
    assert not Page.objects.child_of(other_body).exists()


def test_a_copy_within_the_branch_is_made(body, client):
    sheet = ServiceFactory(parent=body)
    sent = {"new_title": "Copia", "new_slug": "copia", "new_parent_page": body.pk}
    client.post(reverse("wagtailadmin_pages:copy", args=[sheet.pk]), sent)
    assert Page.objects.child_of(body).filter(slug="copia").exists()
