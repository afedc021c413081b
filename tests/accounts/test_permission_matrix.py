"""Who may do what where: every kind of person, every kind of page, every way to touch it."""

import pytest
from django.contrib.auth.models import Permission
from django.test import Client
from django.urls import reverse
from wagtail.models import GroupPagePermission, Page
from wagtail.snippets.models import get_snippet_models

from accounts.models import User
from home.models import StandardPage
from tests.factories import DeskFactory, ServiceFactory, make_editor, make_member

PEOPLE = ("visitor", "nobody", "editor", "coordinator", "administrator")
PLACES = ("home", "list", "body", "sheet", "desk", "draft", "other body", "other sheet")
OWN = {"body", "sheet", "desk", "draft"}
WAYS = ("edit", "delete", "unpublish", "move", "copy", "set_privacy")


@pytest.fixture
def places(home, services_index, body, other_body):
    return {
        "home": home,
        "list": services_index,
        "body": body,
        "sheet": ServiceFactory(parent=body),
        "desk": DeskFactory(parent=body),
        "draft": ServiceFactory(parent=body, live=False),
        "other body": other_body,
        "other sheet": ServiceFactory(parent=other_body),
    }


@pytest.fixture
def people(places):
    """A client for each kind of person."""
    users = {
        "nobody": User.objects.create_user("nessuno@example.org", "una parola lunga"),
        "editor": make_editor(places["body"]),
        "coordinator": make_member(None, "coordinator", "coordina@example.org"),
        "administrator": User.objects.create_superuser("capo@example.org"),
    }
    clients = {name: Client() for name in PEOPLE}
    for name, user in users.items():
        clients[name].force_login(user)
    return clients


def address(way, page):
    return reverse(f"wagtailadmin_pages:{way}", args=[page.pk])


def may_editor(way, place):
    """The matrix itself: all of the own branch, but for its root's place and for privacy."""
    of_the_root = place == "body" and way in {"delete", "unpublish", "move", "copy"}
    return place in OWN and way != "set_privacy" and not of_the_root


def answers(client, way, places):
    """The places where this way is open to this person."""
    found = {}
    for name, page in places.items():
        answer = client.get(address(way, page), headers={"x-requested-with": "x"})
        found[name] = answer.status_code
    return found


@pytest.mark.parametrize("person", ["visitor", "nobody"])
def test_who_has_no_rights_is_refused_everywhere(people, places, person):
    for way in WAYS:
        found = answers(people[person], way, places)
        assert set(found.values()) <= {302, 403}, (way, found)


@pytest.mark.parametrize("way", WAYS)
def test_an_editor_touches_the_own_branch_alone(people, places, way):
    found = answers(people["editor"], way, places)
    for place, status in found.items():
        if not may_editor(way, place):
            assert status in {302, 403, 404}, (place, status)
        elif not (way == "unpublish" and place == "draft"):
            assert status == 200, (place, status)


@pytest.mark.parametrize("way", WAYS)
def test_the_administrator_reaches_everything(people, places, way):
    found = answers(people["administrator"], way, places)
    closed = {place for place, status in found.items() if status != 200}
    # A draft has nothing to unpublish.
    assert closed == ({"draft"} if way == "unpublish" else set())


@pytest.mark.parametrize("kind", ["servicepage", "deskpage", "organisationpage"])
@pytest.mark.parametrize("place", PLACES[:3])
def test_what_may_be_added_where(people, places, kind, place):
    url = reverse("wagtailadmin_pages:add", args=["directory", kind, places[place].pk])
    fits = {("servicepage", "body"), ("deskpage", "body"), ("organisationpage", "list")}
    expected = {
        "editor": (kind, place) in fits and place == "body",
        "administrator": (kind, place) in fits,
    }
    for person, allowed in expected.items():
        answer = people[person].get(url)
        assert (answer.status_code == 200) is allowed, person


@pytest.mark.parametrize("place", ["home", "list", "other body", "other sheet"])
def test_a_post_to_a_foreign_page_changes_nothing(people, places, place):
    page = places[place]
    before = Page.objects.values().get(pk=page.pk)
    for way in ("edit", "delete", "unpublish"):
        answer = people["editor"].post(
            address(way, page), {"title": "Preso", "action-publish": "1"}
        )
        assert answer.status_code in {302, 403}
    assert Page.objects.values().get(pk=page.pk) == before


def test_a_page_outside_the_directory_is_the_coordinator_s(people, places):
    page = places["home"].add_child(instance=StandardPage(title="Note", slug="note"))
    assert people["editor"].get(address("edit", page)).status_code in {302, 403}
    assert people["administrator"].get(address("edit", page)).status_code == 200


COORDINATOR_S = (
    "/admin/redirects/",
    "/admin/redirects/add/",
    "/admin/reports/da-verificare/",
    "/admin/reports/sportelli-del-protocollo/",
    "/admin/reports/ricerche-senza-risposta/",
    "/admin/settings/core/sitesettings/",
)
ADMINISTRATOR_S = (
    "/admin/users/",
    "/admin/users/new/",
    "/admin/groups/new/",
    "/admin/groups/",
    "/admin/sites/",
    "/admin/collections/",
    "/admin/workflows/list/",
)


@pytest.mark.parametrize("place", COORDINATOR_S)
def test_what_is_the_coordinator_s_opens_for_no_editor(people, place):
    statuses = {p: people[p].get(place, follow=True).status_code for p in PEOPLE}
    ends = {
        p: people[p].get(place).status_code for p in ("visitor", "nobody", "editor")
    }
    assert set(ends.values()) <= {302, 403}
    assert statuses["coordinator"] == statuses["administrator"] == 200


@pytest.mark.parametrize("place", ADMINISTRATOR_S)
def test_what_is_the_administrator_s_opens_for_no_one_else(people, place):
    statuses = {person: people[person].get(place).status_code for person in PEOPLE}
    assert statuses.pop("administrator") == 200
    assert set(statuses.values()) <= {302, 403}


@pytest.mark.parametrize("model", get_snippet_models(), ids=lambda m: m.__name__)
def test_vocabularies_are_the_coordinator_s(people, model):
    base = reverse(model.snippet_viewset.get_url_name("list"))
    add = reverse(model.snippet_viewset.get_url_name("add"))
    for person in ("visitor", "nobody", "editor"):
        assert people[person].get(add).status_code in {302, 403}
    assert people["coordinator"].get(base).status_code == 200
    assert people["coordinator"].get(add).status_code == 200


def test_the_collection_of_a_body_keeps_its_privacy_from_the_coordinator(
    people, places
):
    collection = places["body"].access.collection
    place = reverse("wagtailadmin_collections:set_privacy", args=[collection.pk])
    assert people["coordinator"].get(place).status_code in {302, 403}


def test_menus_show_what_opens(people):
    coordinator = people["coordinator"].get("/admin/").content.decode()
    for shown in (
        "reports/da-verificare/",
        "redirects",
        "sitesettings",
        "/accesso/persone/",
    ):
        assert shown in coordinator
    for hidden in ("/admin/users/", "/admin/groups/", "/admin/collections/"):
        assert hidden not in coordinator
    editor = people["editor"].get("/admin/").content.decode()
    assert "reports/da-verificare/" not in editor


def test_the_rights_of_a_body_name_that_body_alone(places, editor):
    rows = GroupPagePermission.objects.filter(
        group__role_group__organisation__isnull=False
    )
    for row in rows:
        assert row.page_id == row.group.role_group.organisation_id
    granted = {row.permission.codename for row in rows}
    assert granted == {"add_page", "change_page", "publish_page"}
    dangerous = Permission.objects.filter(
        codename__in=["bulk_delete_page", "lock_page"]
    )
    assert not rows.filter(permission__in=dangerous).exists()
