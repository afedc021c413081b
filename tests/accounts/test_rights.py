"""Each body's editors write on their own branch and nowhere else."""

import pytest
from django.contrib.auth.models import Group
from django.test import Client
from wagtail.models import (
    Collection,
    GroupCollectionPermission,
    GroupPagePermission,
    ModelLogEntry,
)
from wagtail.test.utils.form_data import querydict_from_html

from accounts.actions import provision, role_group, set_trusted
from accounts.models import OrganisationAccess, RoleGroup, User
from accounts.roles import OF_A_BODY, ROLES, RoleCode
from core.models import CustomDocument, CustomImage
from directory.models import OrganisationPage, ServicePage
from tests.factories import DeskFactory, ServiceFactory

# Addresses of one page in the admin that change it or show what is not public.
PLACES = (
    "edit/",
    "delete/",
    "move/",
    "copy/",
    "unpublish/",
    "history/",
    "revisions/",
    "privacy/",
    "lock/",
    "unlock/",
    "view_draft/",
    "convert_alias/",
    "workflow_history/",
    "edit/preview/",
)
REFUSED = {302, 403, 404, 405}


@pytest.fixture
def writer(editor):
    client = Client()
    client.force_login(editor)
    return client


def rights_on_pages(group):
    """(page, right) of a group."""
    rows = GroupPagePermission.objects.filter(group=group)
    return {(row.page_id, row.permission.codename) for row in rows}


@pytest.mark.parametrize("code", OF_A_BODY)
def test_a_new_body_gets_a_group_for_each_role(body, code):
    role, group = ROLES[code], role_group(code, body)
    assert rights_on_pages(group) == {(body.pk, right) for right in role.pages}
    folders = GroupCollectionPermission.objects.filter(group=group)
    assert {f.collection for f in folders} == (
        {body.access.collection} if role.files else set()
    )
    names = set(group.permissions.values_list("codename", flat=True))
    assert names == ({"access_admin"} if role.enters_admin else set())


def test_a_new_body_gets_its_collection_and_its_workflow(body):
    access = OrganisationAccess.objects.get(organisation=body)
    assert str(access) == "Comune di prova"
    assert access.collection.name == "Comune di prova"
    assert body.get_workflow() == access.workflow
    own, common = access.workflow.tasks
    assert list(own.specific.groups.all()) == [role_group(RoleCode.MANAGER, body)]
    assert list(common.specific.groups.all()) == [role_group(RoleCode.COORDINATOR)]


def test_a_trusted_body_publishes_without_the_coordinator(body):
    managers = role_group(RoleCode.MANAGER, body)
    set_trusted(access=body.access, is_trusted=True)
    assert (body.pk, "publish_page") in rights_on_pages(managers)
    assert len(body.access.workflow.tasks) == 1
    set_trusted(access=body.access, is_trusted=False)
    assert (body.pk, "publish_page") not in rights_on_pages(managers)
    assert len(body.access.workflow.tasks) == 2


def test_asked_again_nothing_is_given_twice(body):
    before = (
        OrganisationAccess.objects.count(),
        GroupPagePermission.objects.count(),
        Collection.objects.count(),
    )
    access = OrganisationAccess.objects.get(organisation=body)
    assert provision(organisation=body) == access
    body.title = "Altro nome"
    body.save()
    assert before == (
        OrganisationAccess.objects.count(),
        GroupPagePermission.objects.count(),
        Collection.objects.count(),
    )


def test_a_very_long_name_and_a_second_body_of_the_same_name_work(services_index):
    for _ in range(2):
        page = OrganisationPage(title="L" * 240, kind="altro")
        services_index.add_child(instance=page)
        assert all(len(row.group.name) <= 150 for row in page.role_groups.all())


def test_a_copied_body_has_editors_of_its_own(body, services_index):
    copy = body.copy(
        to=services_index, update_attrs={"slug": "copia", "title": "Copia"}
    )
    groups = [{row.group for row in one.role_groups.all()} for one in (copy, body)]
    assert not groups[0] & groups[1]
    assert copy.access.workflow != body.access.workflow


def test_rows_loaded_raw_give_no_rights(body):
    from accounts.signal_handlers import provision_organisation

    OrganisationAccess.objects.all().delete()
    RoleGroup.objects.all().delete()
    provision_organisation(instance=body, created=True, raw=True)
    assert not OrganisationAccess.objects.exists()


@pytest.mark.parametrize("factory", [ServiceFactory, DeskFactory])
def test_an_editor_changes_and_publishes_what_is_the_body_s_own(body, writer, factory):
    page = factory(parent=body)
    address = f"/admin/pages/{page.pk}/edit/"
    html = writer.get(address).content.decode()
    data = querydict_from_html(html, form_id="page-edit-form").copy()
    data["title"] = "Titolo nuovo"
    data["action-publish"] = "1"
    answer = writer.post(address, data)
    assert answer.status_code == 302, "the form was shown again"
    page.refresh_from_db()
    assert page.title == "Titolo nuovo"
    assert "Titolo nuovo" in Client().get(page.url).content.decode()


def test_an_editor_makes_a_new_sheet_in_the_own_branch_alone(body, other_body, writer):
    own = f"/admin/pages/add/directory/servicepage/{body.pk}/"
    html = writer.get(own).content.decode()
    data = querydict_from_html(html, form_id="page-edit-form").copy()
    data.update({"title": "Nuovo", "slug": "nuovo", "summary": "Breve."})
    data["action-publish"] = "1"
    answer = writer.post(own, data)
    assert answer.status_code == 302, answer.context["form"].errors
    assert ServicePage.objects.child_of(body).get().live
    foreign = f"/admin/pages/add/directory/servicepage/{other_body.pk}/"
    assert writer.post(foreign, data).status_code in REFUSED
    assert not ServicePage.objects.child_of(other_body).exists()


def state(page):
    page = type(page).objects.get(pk=page.pk)
    return page.title, page.live, page.path, page.locked, page.latest_revision_id


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("method", ["get", "post"])
def test_a_foreign_sheet_is_refused_everywhere(other_body, writer, place, method):
    sheet = ServiceFactory(parent=other_body, title="Foglio altrui")
    sheet.save_revision()
    sheet.refresh_from_db()
    before = state(sheet)
    data = {"title": "Preso", "slug": "preso", "new_title": "Preso", "new_slug": "x"}
    answer = getattr(writer, method)(f"/admin/pages/{sheet.pk}/{place}", data)
    assert answer.status_code in REFUSED
    if place != "revisions/":  # that one leads to the history, which is refused itself
        assert answer.headers.get("Location", "/admin/") == "/admin/"
    assert state(sheet) == before
    assert not sheet.get_view_restrictions().exists()


@pytest.mark.parametrize("action", ["delete", "move", "publish", "unpublish"])
def test_a_foreign_sheet_is_refused_in_bulk(other_body, body, writer, action):
    sheet = ServiceFactory(parent=other_body, live=action != "publish")
    before = state(sheet)
    address = f"/admin/bulk/wagtailcore/page/{action}/?id={sheet.pk}&next=/admin/"
    writer.post(address, {"chooser": body.pk})
    assert state(sheet) == before


def test_revisions_of_a_foreign_sheet_are_not_shown(other_body, writer):
    sheet = ServiceFactory(parent=other_body)
    first, second = (sheet.save_revision() for _ in range(2))
    for place in (
        f"revisions/{first.pk}/view/",
        f"revisions/{first.pk}/revert/",
        f"revisions/compare/{first.pk}...{second.pk}/",
    ):
        answer = writer.get(f"/admin/pages/{sheet.pk}/{place}")
        assert answer.status_code in REFUSED, place


def test_an_own_sheet_is_not_moved_to_a_foreign_branch(body, other_body, writer):
    sheet = ServiceFactory(parent=body)
    before = state(sheet)
    place = f"/admin/pages/{sheet.pk}/move/{other_body.pk}/confirm/"
    assert writer.post(place).status_code in REFUSED
    assert state(sheet) == before


@pytest.mark.parametrize(
    "place",
    [
        "/admin/users/",
        "/admin/groups/",
        "/admin/sites/",
        "/admin/settings/core/sitesettings/",
        "/admin/snippets/directory/need/",
        "/admin/reports/da-verificare/",
        "/admin/reports/sportelli-del-protocollo/",
        "/admin/redirects/",
    ],
)
def test_an_editor_reaches_nothing_that_is_the_coordinator_s(body, writer, place):
    answer = writer.get(place)
    assert answer.status_code in REFUSED


def test_someone_with_no_group_does_not_enter_the_admin(home):
    from accounts.models import User

    client = Client()
    client.force_login(User.objects.create_user("nessuno@example.org", "x"))
    assert client.get("/admin/").status_code == 302


def test_an_editor_s_pictures_go_into_the_body_s_collection(body, other_body, writer):
    page = writer.get("/admin/images/add/").content.decode()
    assert f'value="{other_body.access.collection.pk}"' not in page
    assert writer.get("/admin/images/").status_code == 200


def gone(body):
    access = OrganisationAccess.objects.get(organisation=body)
    given = role_group(RoleCode.MANAGER, body), access.collection
    OrganisationPage.objects.get(pk=body.pk).delete()
    assert not OrganisationAccess.objects.filter(pk=access.pk).exists()
    return given


def test_a_deleted_body_leaves_no_rights_behind(body, other_body, editor, writer):
    group, collection = gone(body)
    assert not Group.objects.filter(pk=group.pk).exists()
    assert not Collection.objects.filter(pk=collection.pk).exists()
    left = RoleGroup.objects.filter(organisation__isnull=False)
    assert set(left.values_list("organisation", flat=True)) == {other_body.pk}
    assert User.objects.get(pk=editor.pk).groups.count() == 0
    assert writer.get("/admin/").status_code == 302
    deleted = ModelLogEntry.objects.filter(action="wagtail.delete")
    assert deleted.count() == len(OF_A_BODY) + 1


def test_a_body_deleted_with_its_branch_leaves_no_rights_behind(body, services_index):
    groups, collections = Group.objects.count(), Collection.objects.count()
    ServiceFactory(parent=body)
    services_index.delete()
    assert Group.objects.count() == groups - len(OF_A_BODY)
    assert Collection.objects.count() == collections - 1


@pytest.mark.parametrize("kind", ["document", "image", "folder"])
def test_files_of_a_deleted_body_stay(body, kind):
    collection = OrganisationAccess.objects.get(organisation=body).collection
    if kind == "document":
        CustomDocument.objects.create(title="Atto", collection=collection)
    elif kind == "image":
        CustomImage.objects.create(
            title="Sede", collection=collection, width=1, height=1, is_decorative=True
        )
    else:
        collection.add_child(name="Moduli")
    group, _ = gone(body)
    assert Collection.objects.filter(pk=collection.pk).exists()
    assert not GroupCollectionPermission.objects.filter(collection=collection).exists()
    assert not Group.objects.filter(pk=group.pk).exists()
    assert CustomDocument.objects.count() == (kind == "document")
    assert CustomImage.objects.count() == (kind == "image")
