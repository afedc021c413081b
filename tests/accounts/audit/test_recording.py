"""What is recorded and what never is."""

import json
import logging

import pytest
from django.test import Client

from accounts.actions import grant, set_trusted, suspend, withdraw_membership
from accounts.audit.kinds import Kind
from accounts.audit.recording import record
from accounts.models import AuditEntry, User
from accounts.roles import RoleCode
from core.models import CustomDocument
from tests.factories import DeskFactory, ServiceFactory, make_editor, make_member

LOGIN = "/accesso/login/"
PASSWORD = "una parola lunga"


def kinds():
    return [Kind(entry.kind) for entry in AuditEntry.objects.order_by("pk")]


def of(kind):
    return AuditEntry.objects.filter(kind=kind).order_by("pk")


def as_text():
    """All that the log holds, to look for what must not be there."""
    return json.dumps(list(AuditEntry.objects.values()), default=str)


@pytest.fixture
def person(body):
    return make_member(body, "manager", "maria@example.org")


@pytest.fixture
def admin(admin_client):
    return User.objects.get(email="capo@example.org")


def test_a_login_leaves_one_entry_with_the_number_of_the_user(person):
    Client().post(LOGIN, {"login": person.email, "password": PASSWORD})
    entry = of(Kind.LOGIN).get()
    assert entry.user_number == person.pk
    assert person.email not in as_text()


def test_a_failed_login_leaves_one_entry_and_no_address(person):
    for login in (person.email, "MARIA@example.org", "sconosciuto@example.org"):
        Client().post(LOGIN, {"login": login, "password": "sbagliata"})
    numbers = list(of(Kind.FAILED_LOGIN).values_list("user_number", flat=True))
    assert numbers == [person.pk, person.pk, None]
    assert not of(Kind.LOGIN).exists()
    text = as_text()
    assert "sconosciuto" not in text
    assert "example.org" not in text
    assert "sbagliata" not in text


def test_a_failed_login_costs_the_same_queries_for_known_and_unknown(person, queries):
    spent = []
    for login in (person.email, "nessuno@example.org"):
        with queries() as found:
            Client().post(LOGIN, {"login": login, "password": "sbagliata"})
        spent.append(sum("accounts_audit" in query["sql"] for query in found))
    assert spent[0] == spent[1] == 1


def test_each_change_of_a_profile_leaves_one_entry(body, admin):
    user = User.objects.create_user("anna@example.org", PASSWORD)
    given = grant(user=user, role=RoleCode.EDITOR, organisation=body, given_by=admin)
    suspend(membership=given, because="in ferie", by=admin)
    withdraw_membership(membership=given, by=admin)
    entries = of(Kind.RIGHTS).filter(
        object_type="accounts.membership", object_id=given.pk
    )
    assert [entry.codes for entry in entries] == [
        {"action": "accounts.grant"},
        {"action": "accounts.suspend"},
        {"action": "accounts.withdraw"},
    ]
    assert {entry.user_number for entry in entries} == {admin.pk}
    assert "ferie" not in as_text()


def test_trust_given_to_a_body_is_a_change_of_right(body):
    set_trusted(access=body.access, is_trusted=True)
    assert of(Kind.RIGHTS).last().codes == {"action": "accounts.trust"}


def test_a_change_that_is_taken_back_leaves_nothing(body, monkeypatch):
    def broken(**_):
        raise RuntimeError

    monkeypatch.setattr("accounts.actions.memberships.sync_rights", broken)
    user = User.objects.create_user("anna@example.org", PASSWORD)
    with pytest.raises(RuntimeError):
        grant(user=user, role=RoleCode.EDITOR, organisation=body)
    assert not of(Kind.RIGHTS).exists()


def test_the_admin_s_changes_of_users_groups_and_privacy_are_changes_of_right(
    admin_client, body
):
    user = User.objects.create_user("anna@example.org", PASSWORD)
    before = of(Kind.RIGHTS).count()
    facts = {"email": user.email, "first_name": "Anna", "last_name": "Verdi"}
    answer = admin_client.post(f"/admin/users/edit/{user.pk}/", facts)
    assert answer.status_code == 302
    answer = admin_client.post("/admin/groups/new/", {
        "name": "Ospiti",
        **{
            f"{name}-{part}": "0"
            for name in ("page_permissions", "image_permissions", "document_permissions",
                         "collection_permissions", "site_permissions")
            for part in ("TOTAL_FORMS", "INITIAL_FORMS")
        },
    })  # fmt: skip
    assert answer.status_code == 302, answer.context["form"].errors
    admin_client.post(f"/admin/pages/{body.pk}/privacy/", {"restriction_type": "login"})
    types = of(Kind.RIGHTS)[before:].values_list("object_type", flat=True)
    assert list(types) == [
        "accounts.user",
        "auth.group",
        "directory.organisationpage",
    ]


def test_publishing_and_taking_down_leave_one_entry_each(body, admin):
    sheet = ServiceFactory(parent=body, live=False)
    before = of(Kind.PUBLICATION).count()
    sheet.save_revision(user=admin).publish(user=admin)
    sheet.refresh_from_db()
    sheet.unpublish(user=admin)
    sheet.delete(user=admin)
    entries = list(of(Kind.PUBLICATION)[before:])
    assert [entry.codes["action"] for entry in entries] == [
        "wagtail.publish",
        "wagtail.unpublish",
        "wagtail.delete",
    ]
    assert {(e.object_type, e.object_id, e.user_number) for e in entries} == {
        ("directory.servicepage", str(sheet.pk), admin.pk)
    }


def test_a_draft_leaves_nothing(body, editor):
    sheet = ServiceFactory(parent=body)
    before = kinds()
    sheet.save_revision(user=editor, log_action=True)
    assert kinds() == before


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_a_list_taken_away_as_a_file_is_recorded_without_its_filters(
    admin_client, admin, form
):
    address = "/admin/reports/site-history/"
    answer = admin_client.get(address, {"export": form, "label": "segretissimo"})
    assert "attachment" in answer["Content-Disposition"]
    entry = of(Kind.EXPORT).get()
    assert entry.user_number == admin.pk
    assert entry.object_type == "wagtailadmin_reports:site_history"
    assert entry.codes == {"format": form}
    assert "segretissimo" not in as_text()


def test_an_export_that_is_refused_or_none_leaves_nothing(body, admin_client):
    client = Client()
    client.force_login(make_member(body, "operator", "anna@example.org"))
    before = of(Kind.EXPORT).count()
    client.get("/admin/reports/site-history/?export=csv")
    admin_client.get("/admin/reports/site-history/?export=pdf")
    admin_client.get("/?export=csv")
    admin_client.get("/nulla/?export=csv")
    assert of(Kind.EXPORT).count() == before


def test_reading_data_of_people_is_recorded(admin_client, admin, person):
    admin_client.get("/admin/users/?q=maria")
    admin_client.get(f"/admin/users/edit/{person.pk}/")
    assert list(of(Kind.READING).values_list("object_type", "object_id")) == [
        ("accounts.user", ""),
        ("accounts.user", str(person.pk)),
    ]
    assert "maria" not in as_text()
    assert {entry.chain for entry in of(Kind.READING)} == {"readings"}


def test_the_people_of_a_body_are_read_and_their_report_is_taken_away(
    admin_client, admin, body, monkeypatch
):
    monkeypatch.setattr("accounts.reviewing.views.report_pdf", lambda *_: b"%PDF")
    for path in ("persone", "verifica"):
        admin_client.get(f"/accesso/{path}/{body.pk}/")
    admin_client.get("/accesso/persone/sito/")
    admin_client.get(f"/accesso/persone/{body.pk + 1}/")
    codes = of(Kind.READING).values_list("object_type", "object_id", "codes")
    profile = "accounts.membership"
    assert list(codes) == [
        (profile, "", {"body": body.pk}),
        (profile, "", {"body": body.pk}),
        (profile, "", {"body": None}),
    ]
    admin_client.get(f"/accesso/verifica/{body.pk}/verbale.pdf")
    taken = of(Kind.EXPORT).get()
    assert (taken.user_number, taken.object_type) == (admin.pk, "access_report_body")
    assert taken.codes == {"format": "pdf", "body": body.pk}


def test_searches_pages_and_lists_leave_nothing(home, body, person):
    desk = DeskFactory(parent=body)
    document = CustomDocument.objects.create(title="Modulo", file="modulo.pdf")
    client = Client()
    client.force_login(person)
    before = kinds()
    for address in (
        "/", desk.url, "/cerca/?q=aiuto", "/servizi/", "/admin/",
        "/admin/pages/search/?q=aiuto", f"/admin/pages/{body.pk}/",
        f"/admin/pages/{desk.pk}/edit/", f"/admin/pages/{desk.pk}/history/",
        f"/documenti/{document.pk}/modulo.pdf",
    ):  # fmt: skip
        client.get(address)
    assert kinds() == before


def test_a_visitor_costs_the_log_no_query(home, queries):
    with queries() as found:
        Client().get("/cerca/?q=aiuto&export=csv")
    assert not [query for query in found if "audit" in query["sql"]]


def test_an_entry_is_a_line_of_json_once_it_is_committed(
    caplog, person, django_capture_on_commit_callbacks
):
    logging.getLogger("audit").propagate = True
    try:
        with (
            caplog.at_level(logging.INFO, logger="audit"),
            django_capture_on_commit_callbacks(execute=True),
        ):
            record(Kind.EXPORT, user=person, obj=person, format="csv")
            assert caplog.messages == []
    finally:
        logging.getLogger("audit").propagate = False
    told = json.loads(caplog.messages[-1])
    assert told.pop("at").endswith("Z")
    assert told == {
        "event": "export",
        "number": AuditEntry.objects.latest("pk").pk,
        "user": person.pk,
        "object": f"accounts.user:{person.pk}",
        "codes": {"format": "csv"},
    }


def test_the_log_s_lines_go_to_the_standard_output_alone(settings):
    handler = settings.LOGGING["handlers"]["audit"]
    assert handler["stream"] == "ext://sys.stdout"
    assert settings.LOGGING["loggers"]["audit"]["propagate"] is False


def test_an_editor_who_publishes_is_a_number(body):
    editor = make_editor(body)
    sheet = ServiceFactory(parent=body)
    sheet.save_revision(user=editor).publish(user=editor)
    assert of(Kind.PUBLICATION).last().user_number == editor.pk
    assert editor.email not in as_text()
