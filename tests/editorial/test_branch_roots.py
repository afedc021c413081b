"""The root of a body, and who may read a page, are for those who keep the whole tree.

Every address of Wagtail's admin that could touch them is tried, by the people of a body that
publishes on its own, which is the most a body's people may do.
"""

import json

import pytest
from django.urls import reverse
from wagtail.models import Page, PageViewRestriction
from wagtail.test.utils.form_data import querydict_from_html

from directory.models import OrganisationPage, ServicePage
from tests.factories import DeskFactory, ServiceFactory, make_editor

BULK = ("delete", "move", "unpublish")


@pytest.fixture
def sheet(body):
    return ServiceFactory(parent=body, title="Assegno di cura")


@pytest.fixture
def trusted(body, login):
    return login(make_editor(body, "fidata@example.org"))


@pytest.fixture
def keeper(coordinator, login):
    return login(coordinator)


def address(way, *args):
    return reverse(f"wagtailadmin_pages:{way}", args=args)


def bulk(action, *pages):
    ids = "&".join(f"id={page.pk}" for page in pages)
    url = reverse("wagtail_bulk_action", args=["wagtailcore", "page", action])
    return f"{url}?{ids}&next=/admin/"


def root(body):
    return OrganisationPage.objects.values(
        "slug", "path", "live", "numchild", "url_path"
    ).get(pk=body.pk)


# --- the root of a body --------------------------------------------------------------


@pytest.mark.parametrize("way", ["delete", "move", "unpublish", "copy"])
def test_no_address_takes_the_root_away(body, sheet, trusted, way):
    before = root(body)
    assert trusted.get(address(way, body.pk)).status_code == 302
    sent = {"new_title": "x", "new_slug": "x", "new_parent_page": body.get_parent().pk}
    assert trusted.post(address(way, body.pk), sent).status_code == 302
    assert root(body) == before
    assert OrganisationPage.objects.count() == 1


def test_nor_does_the_second_step_of_moving(body, other_body, home, trusted):
    before = root(body)
    for destination in (home, other_body, body.get_parent()):
        url = address("move_confirm", body.pk, destination.pk)
        assert trusted.post(url).status_code == 302
    assert root(body) == before


@pytest.mark.parametrize("action", BULK)
def test_nor_does_an_action_on_many(body, sheet, trusted, action):
    before = root(body)
    trusted.post(bulk(action, body), {"chooser": body.get_parent().pk})
    assert root(body) == before


@pytest.mark.parametrize("action", ["delete", "unpublish", "move", "copy"])
def test_nor_does_the_admins_own_api(body, sheet, trusted, action):
    before = root(body)
    url = reverse("wagtailadmin_api:pages:action", args=[body.pk, action])
    sent = {"destination_page_id": body.get_parent().pk, "slug": "altro"}
    answer = trusted.post(url, json.dumps(sent), content_type="application/json")
    assert answer.status_code in {403, 404}
    assert root(body) == before
    assert OrganisationPage.objects.count() == 1


def edit(client, page, action, **sent):
    url = address("edit", page.pk)
    html = client.get(url).content.decode()
    data = querydict_from_html(html, form_id="page-edit-form").copy()
    data.update({action: "1", **sent})
    return client.post(url, data, follow=True)


@pytest.mark.parametrize("action", ["action-publish", "action-submit", "save"])
def test_the_address_of_a_body_is_not_changed_by_what_is_sent(body, trusted, action):
    edit(trusted, body, action, slug="preso", title="Comune rinominato")
    page = OrganisationPage.objects.get(pk=body.pk)
    assert page.slug == body.slug
    draft = page.get_latest_revision_as_object()
    assert (draft.slug, draft.title) == (body.slug, "Comune rinominato")


def test_the_form_says_who_changes_the_address(body, trusted, keeper):
    url = address("edit", body.pk)
    assert "lo cambia il coordinamento" in trusted.get(url).content.decode()
    assert "lo cambia il coordinamento" not in keeper.get(url).content.decode()


def test_the_keepers_may(body, keeper):
    edit(keeper, body, "action-publish", slug="nuovo-indirizzo")
    assert OrganisationPage.objects.get(pk=body.pk).slug == "nuovo-indirizzo"
    assert keeper.get(address("move", body.pk)).status_code == 200
    keeper.post(address("unpublish", body.pk))
    assert not OrganisationPage.objects.get(pk=body.pk).live


def test_of_its_sheets_a_trusted_body_decides(body, sheet, trusted):
    edit(trusted, sheet, "action-publish", slug="assegno-nuovo")
    assert ServicePage.objects.get(pk=sheet.pk).slug == "assegno-nuovo"
    trusted.post(address("unpublish", sheet.pk))
    assert not ServicePage.objects.get(pk=sheet.pk).live
    trusted.post(address("delete", sheet.pk))
    assert not Page.objects.filter(pk=sheet.pk).exists()


# --- who may read --------------------------------------------------------------------


@pytest.mark.parametrize("place", ["sheet", "body"])
def test_nobody_of_a_body_hides_a_page(body, sheet, trusted, place):
    page = {"sheet": sheet, "body": body}[place]
    url = address("set_privacy", page.pk)
    for answer in (
        trusted.get(url),
        trusted.post(url, {"restriction_type": "login"}),
    ):
        assert answer.status_code == 302
    assert not PageViewRestriction.objects.exists()


def test_nor_is_the_button_offered(sheet, trusted, keeper):
    url, privacy = address("edit", sheet.pk), 'data-a11y-dialog-show="set-privacy"'
    assert privacy not in trusted.get(url).content.decode()
    assert privacy in keeper.get(url).content.decode()


def test_the_keepers_hide_a_page(sheet, keeper):
    answer = keeper.post(
        address("set_privacy", sheet.pk), {"restriction_type": "login"}
    )
    assert answer.status_code == 200
    assert PageViewRestriction.objects.get().page_id == sheet.pk


# --- what is not trusted publishes nothing --------------------------------------------


@pytest.mark.parametrize("role", ["writer", "manager"])
def test_publishing_is_for_whom_it_was_given(body, sheet, request, login, role):
    client = login(request.getfixturevalue(role))
    edit(client, sheet, "action-publish", title="Senza approvazione")
    assert ServicePage.objects.get(pk=sheet.pk).title == "Assegno di cura"
    hidden = ServiceFactory(parent=body, live=False, title="Bozza")
    client.post(bulk("publish", hidden), {"include_descendants": "on"})
    client.post(bulk("unpublish", sheet), {"include_descendants": "on"})
    client.post(bulk("delete", sheet))
    for page, live in ((hidden, False), (sheet, True)):
        assert Page.objects.get(pk=page.pk).live is live
    api = reverse("wagtailadmin_api:pages:action", args=[hidden.pk, "publish"])
    assert client.post(api).status_code in {403, 404}
    assert not Page.objects.get(pk=hidden.pk).live


def test_a_new_page_is_not_published_by_what_is_sent(body, writer, login):
    client = login(writer)
    url = address("add", "directory", "servicepage", body.pk)
    html = client.get(url).content.decode()
    data = querydict_from_html(html, form_id="page-edit-form").copy()
    data.update({"title": "Nuova", "slug": "nuova", "summary": "Una scheda."})
    data["action-publish"] = "1"
    client.post(url, data)
    assert not ServicePage.objects.get(slug="nuova").live


@pytest.mark.parametrize("action", [*BULK, "publish"])
def test_many_pages_of_another_body_stay_as_they_are(body, other_body, trusted, action):
    pages = [
        ServiceFactory(parent=other_body, title="Altrui"),
        DeskFactory(parent=other_body, live=False),
    ]
    before = list(Page.objects.order_by("pk").values())
    trusted.post(bulk(action, *pages), {"chooser": body.pk})
    assert list(Page.objects.order_by("pk").values()) == before
