"""From a draft to the public page: who is asked, who is told, what the public sees meanwhile."""

import re
from html import unescape

import pytest
from django.test import Client
from django.urls import reverse
from wagtail.models import WorkflowState
from wagtail.test.utils.form_data import querydict_from_html

from accounts.actions import set_trusted
from directory.models import ServicePage
from tests.factories import ServiceFactory, make_editor, make_member

OLD, NEW = "Com'era prima", "Com'è adesso"


@pytest.fixture
def sheet(body):
    page = ServiceFactory(parent=body, title="Assegno di cura", summary=OLD)
    page.save_revision().publish()
    return ServicePage.objects.get(pk=page.pk)


@pytest.fixture
def people(writer, manager, coordinator, login):
    return {
        "writer": login(writer),
        "manager": login(manager),
        "coordinator": login(coordinator),
    }


def address(page):
    return reverse("wagtailadmin_pages:edit", args=[page.pk])


def form_of(client, page):
    html = client.get(address(page)).content.decode()
    return unescape(html), querydict_from_html(html, form_id="page-edit-form").copy()


def buttons(html):
    """What the buttons below the form say, the main one first."""
    footer = html[html.rindex("<footer") :]
    found = re.findall(r"<(?:button|a)\b.*?</(?:button|a)>", footer, re.S)
    labels = [" ".join(re.sub(r"<[^>]+>", " ", one).split()) for one in found]
    return [label for label in labels if label]


def submit(client, page, summary=NEW):
    _, data = form_of(client, page)
    data.update({"summary": summary, "action-submit": "1"})
    assert client.post(address(page), data).status_code == 302


def act(client, page, action, comment=""):
    """What the dialog of the page's form does."""
    state = ServicePage.objects.get(pk=page.pk).current_workflow_task_state
    url = reverse(
        "wagtailadmin_pages:workflow_action", args=[page.pk, action, state.pk]
    )
    return client.post(url, {"comment": comment})


def public(page):
    return unescape(Client().get(page.url).content.decode())


def test_a_draft_goes_to_the_manager_then_to_the_coordinator(sheet, people):
    submit(people["writer"], sheet)
    assert (OLD in public(sheet), NEW in public(sheet)) == (True, False)
    act(people["manager"], sheet, "approve")
    assert (OLD in public(sheet), NEW in public(sheet)) == (True, False)
    act(people["coordinator"], sheet, "approve")
    assert (OLD in public(sheet), NEW in public(sheet)) == (False, True)
    page = ServicePage.objects.get(pk=sheet.pk)
    assert (page.has_unpublished_changes, page.workflow_in_progress) == (False, False)


def test_of_a_trusted_body_the_manager_s_approval_publishes(body, sheet, people):
    set_trusted(access=body.access, is_trusted=True)
    submit(people["writer"], sheet)
    act(people["manager"], sheet, "approve")
    assert NEW in public(sheet)


def test_nobody_approves_out_of_turn(sheet, people, stranger, other_body, login):
    submit(people["writer"], sheet)
    theirs = login(make_member(other_body, "manager", "loro@example.org"))
    for client in (people["writer"], login(stranger), theirs):
        act(client, sheet, "approve")
    state = WorkflowState.objects.get()
    assert state.current_task_state.task.name.startswith("Approvazione: ")
    act(people["manager"], sheet, "approve")
    act(people["manager"], sheet, "approve")
    assert OLD in public(sheet)


def test_changes_that_are_asked_for_go_back_with_the_comment(sheet, people, mailoutbox):
    submit(people["writer"], sheet)
    mailoutbox.clear()
    act(people["manager"], sheet, "reject", "Manca la soglia ISEE.")
    assert [letter.to for letter in mailoutbox] == [["redattrice@example.org"]]
    assert "Manca la soglia ISEE." in mailoutbox[0].body
    html, _ = form_of(people["writer"], sheet)
    assert "Invia di nuovo per l'approvazione" in html
    submit(people["writer"], sheet, "Con la soglia")
    state = ServicePage.objects.get(pk=sheet.pk).current_workflow_state
    assert state.status == "in_progress"
    assert OLD in public(sheet)


# --- the buttons -------------------------------------------------------------------


def test_for_whoever_may_not_publish_asking_is_the_main_button(sheet, people):
    for name in ("writer", "manager"):
        labels = buttons(form_of(people[name], sheet)[0])
        assert labels[0] == "Invia per l'approvazione", (name, labels)
        assert "Pubblica" not in labels


def test_on_a_new_page_too(body, people):
    url = reverse("wagtailadmin_pages:add", args=["directory", "servicepage", body.pk])
    labels = buttons(unescape(people["writer"].get(url).content.decode()))
    assert labels[0] == "Invia per l'approvazione"


def test_whoever_is_asked_approves_first(sheet, people):
    submit(people["writer"], sheet)
    labels = buttons(form_of(people["manager"], sheet)[0])
    assert labels[0].startswith("Approva"), labels


def test_whoever_may_publish_publishes(body, sheet, login):
    labels = buttons(form_of(login(make_editor(body, "f@example.org")), sheet)[0])
    assert labels[0].startswith("Pubblica"), labels


def test_while_it_waits_the_writer_only_looks(sheet, people):
    submit(people["writer"], sheet)
    _, data = form_of(people["writer"], sheet)
    data["summary"] = "Ancora un'altra"
    people["writer"].post(address(sheet), data)
    draft = ServicePage.objects.get(pk=sheet.pk).get_latest_revision_as_object()
    assert draft.summary == NEW


# --- the letters ---------------------------------------------------------------------


ENGLISH = re.compile(
    r"\b(the|has been|page|submitted|approved|rejected|review|you can|edit)\b", re.I
)


def told(mailoutbox):
    return sorted(address for letter in mailoutbox for address in letter.to)


def test_only_those_are_told_who_may_act_and_in_italian(
    sheet, people, other_body, mailoutbox, settings
):
    settings.WAGTAILADMIN_NOTIFICATION_FROM_EMAIL = "sportello@comune.example.org"
    make_member(other_body, "manager", "loro@example.org")
    make_member(None, "administrator", "capo@example.org")
    mailoutbox.clear()
    submit(people["writer"], sheet)
    assert told(mailoutbox) == ["responsabile@example.org"]
    act(people["manager"], sheet, "approve")
    assert told(mailoutbox[1:]) == ["coordina@example.org"]
    act(people["coordinator"], sheet, "approve")
    assert told(mailoutbox[2:]) == ["redattrice@example.org"]
    for letter in mailoutbox:
        text = f"{letter.subject}\n{letter.body}"
        assert not ENGLISH.search(re.sub(r"http\S+|\S+@\S+", "", text)), text
        assert letter.from_email == "sportello@comune.example.org"
        assert "Assegno di cura" in text
        assert "/admin/pages/" in letter.body or "/servizi/" in letter.body


# --- Wagtail's own, in Italian ---------------------------------------------------------


@pytest.mark.parametrize("way", ["history", "usage", "workflow_history"])
def test_the_history_of_a_page_is_in_italian(sheet, people, way):
    submit(people["writer"], sheet)
    url = reverse(f"wagtailadmin_pages:{way}", args=[sheet.pk])
    answer = people["writer"].get(url)
    assert answer.status_code == 200
    assert not re.search(
        r">\s*(History|Usage|Status|User)\s*<", answer.content.decode()
    )


def test_two_versions_are_compared(sheet, people):
    submit(people["writer"], sheet)
    page = ServicePage.objects.get(pk=sheet.pk)
    url = reverse(
        "wagtailadmin_pages:revisions_compare",
        args=[page.pk, "live", page.latest_revision_id],
    )
    html = people["manager"].get(url).content.decode()
    assert "deletion" in html
    assert "adesso" in html


def test_a_comment_reaches_the_people_of_the_page_alone(
    sheet, people, manager, other_body, mailoutbox
):
    _, data = form_of(people["manager"], sheet)
    data["comment_notifications"] = "on"
    people["manager"].post(address(sheet), data)
    mailoutbox.clear()
    _, data = form_of(people["writer"], sheet)
    data.update(
        {
            "comments-TOTAL_FORMS": "1",
            "comments-INITIAL_FORMS": "0",
            "comments-0-text": "Controlla la soglia",
            "comments-0-contentpath": "summary",
            "comments-0-position": "",
            "comments-0-id": "",
            "comments-0-resolved": "",
            "comments-0-DELETE": "",
            "comments-0-replies-TOTAL_FORMS": "0",
            "comments-0-replies-INITIAL_FORMS": "0",
        }
    )
    assert people["writer"].post(address(sheet), data).status_code == 302
    assert told(mailoutbox) == ["responsabile@example.org"]
    assert "Controlla la soglia" in mailoutbox[0].body


def test_the_coordinator_locks_a_page_and_its_writers_wait(sheet, people):
    people["coordinator"].post(reverse("wagtailadmin_pages:lock", args=[sheet.pk]))
    _, data = form_of(people["writer"], sheet)
    data["summary"] = NEW
    people["writer"].post(address(sheet), data)
    assert (
        ServicePage.objects.get(pk=sheet.pk).get_latest_revision_as_object().summary
        == OLD
    )
    unlock = reverse("wagtailadmin_pages:unlock", args=[sheet.pk])
    assert people["writer"].post(unlock).status_code == 302
    assert ServicePage.objects.get(pk=sheet.pk).locked
    people["coordinator"].post(unlock)
    assert not ServicePage.objects.get(pk=sheet.pk).locked


def test_what_is_scheduled_waits_for_its_hour(body, sheet, login):
    from core.scheduling import publish_scheduled

    client = login(make_editor(body, "f@example.org"))
    _, data = form_of(client, sheet)
    data.update(
        {
            "summary": NEW,
            "go_live_at": "2099-01-01 08:00",
            "expire_at": "2099-02-01 08:00",
            "action-publish": "1",
        }
    )
    assert client.post(address(sheet), data).status_code == 302
    assert OLD in public(sheet)
    revision = ServicePage.objects.get(pk=sheet.pk).scheduled_revision
    past = "2020-01-01T08:00:00Z"
    content = {**revision.content, "go_live_at": past}
    type(revision).objects.filter(pk=revision.pk).update(
        approved_go_live_at=past, content=content
    )
    publish_scheduled()
    assert NEW in public(sheet)
    ServicePage.objects.filter(pk=sheet.pk).update(expire_at=past)
    publish_scheduled()
    assert Client().get(sheet.url).status_code == 404


def test_an_expiry_before_the_start_is_told_and_nothing_is_lost(body, sheet, login):
    client = login(make_editor(body, "f@example.org"))
    _, data = form_of(client, sheet)
    data.update(
        {
            "summary": NEW,
            "go_live_at": "2099-02-01 08:00",
            "expire_at": "2099-01-01 08:00",
            "action-publish": "1",
        }
    )
    html = unescape(client.post(address(sheet), data).content.decode())
    assert NEW in html
    assert "scadenza" in html
    assert OLD in public(sheet)
