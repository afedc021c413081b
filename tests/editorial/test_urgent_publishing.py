"""Hours, closures and phones are public at once; nothing else is; what waits goes on waiting."""

import datetime as dt
import re
from smtplib import SMTPRecipientsRefused

import pytest
from django.core.exceptions import PermissionDenied
from django.core.mail.backends.locmem import EmailBackend
from django.test import Client
from django.utils import timezone
from wagtail.models import ModelLogEntry, PageLogEntry, WorkflowState
from wagtail.signals import page_published

from accounts.actions import suspend
from accounts.models import Membership
from core import nightly
from core.dates import add_months
from core.scheduling import publish_scheduled
from directory.models import DeskClosure, DeskHours, DeskPage, DeskPhone
from editorial.actions import Overtaken, change_desk, close_desk, undo_change
from editorial.models import UrgentChange
from editorial.urgent.night import forget, forget_changes
from editorial.urgent.snapshots import is_same, mark_of, rows, snapshot
from search.models.index import IndexEntry
from tests.factories import DeskFactory, make_member, open_every_weekday, phone

TODAY = dt.date(2026, 11, 30)
AT = dt.datetime(2026, 11, 30, 8, tzinfo=dt.UTC)


@pytest.fixture
def desk(body):
    page = DeskFactory(parent=body, title="Sportello di via Mantova", summary="Prima")
    open_every_weekday(page)
    phone(page)
    page = DeskPage.objects.get(pk=page.pk)
    page.save_revision().publish()
    return DeskPage.objects.get(pk=page.pk)


def closure(reason="Sciopero", days=0):
    return DeskClosure(
        starts_on=TODAY, ends_on=TODAY + dt.timedelta(days), reason=reason
    )


def close(desk, writer, reason="Sciopero", at=None):
    return close_desk(
        desk=desk, closure=closure(reason), by=writer, at=at or timezone.now()
    )


def fresh(desk):
    return DeskPage.objects.get(pk=desk.pk)


def reasons(page):
    return [row.reason for row in page.closures.all()]


def drafted(desk, writer, **changes):
    """A draft that says something else; with `hours`, a first day that opens earlier."""
    draft = fresh(desk).get_latest_revision_as_object()
    draft.summary = "Non ancora approvato"
    first = changes.get("first_opens")
    if first:
        monday = draft.hours.first()
        monday.opens = first
        draft.hours = [monday, *draft.hours.all()[1:]]
    draft.save_revision(user=writer)
    return fresh(desk)


def waiting(desk):
    return fresh(desk).get_latest_revision_as_object()


# --- without a draft ---------------------------------------------------------------


def test_a_closure_is_public_at_once_with_one_line_in_the_log(desk, writer):
    change = close(desk, writer)
    page = fresh(desk)
    assert reasons(page) == ["Sciopero"]
    assert not page.has_unpublished_changes
    assert page.live_revision_id == page.latest_revision_id
    assert reasons(page.latest_revision.as_object()) == ["Sciopero"]
    entry = PageLogEntry.objects.get(page=desk.pk, action="editorial.urgent")
    assert (entry.user, entry.revision) == (writer, page.live_revision)
    assert PageLogEntry.objects.filter(revision=page.live_revision).count() == 1
    assert (change.made_by, change.undone_at) == (writer, None)
    assert not ModelLogEntry.objects.filter(action__startswith="editorial").exists()


def test_the_public_page_its_data_and_the_search_know_it(
    desk, writer, django_capture_on_commit_callbacks
):
    IndexEntry.objects.all().delete()
    row = desk.phones.get()
    row.number = "0372 407000"
    wanted = {"phones": [row], "hours": rows(desk, "hours")[:1]}
    with django_capture_on_commit_callbacks(execute=True):
        change_desk(
            desk=desk,
            rows=wanted,
            by=writer,
            at=timezone.now(),
            seen=mark_of(snapshot(desk)),
        )
    html = Client().get(desk.url).content.decode()
    assert "0372 407000" in html
    assert "123456" not in html
    data = re.search(r'<script type="application/ld\+json">(.*?)</script>', html, re.S)
    assert "407000" in data[1].replace(" ", "")
    assert "Monday" in data[1]
    assert "Tuesday" not in data[1]
    assert IndexEntry.objects.filter(page_id=desk.pk).exists()


def test_the_same_again_changes_nothing(desk, writer):
    before = fresh(desk).latest_revision_id
    found = change_desk(
        desk=desk,
        rows={"hours": rows(desk, "hours")},
        by=writer,
        at=AT,
        seen=mark_of(snapshot(desk)),
    )
    assert found is None
    assert fresh(desk).latest_revision_id == before
    assert not UrgentChange.objects.exists()


def test_whoever_listens_is_told_what_was_published(desk, writer):
    heard = []

    def listen(instance, revision, **_):
        heard.append((instance.pk, revision.pk))

    page_published.connect(listen)
    try:
        close(desk, writer)
    finally:
        page_published.disconnect(listen)
    assert heard == [(desk.pk, fresh(desk).live_revision_id)]


# --- with a draft ------------------------------------------------------------------


def test_of_a_waiting_draft_nothing_else_becomes_public(desk, writer):
    drafted(desk, writer)
    close(desk, writer)
    page = fresh(desk)
    assert (page.summary, reasons(page)) == ("Prima", ["Sciopero"])
    assert page.has_unpublished_changes
    assert page.live_revision_id != page.latest_revision_id
    assert reasons(page.live_revision.as_object()) == ["Sciopero"]
    assert page.live_revision.as_object().summary == "Prima"
    draft = waiting(desk)
    assert (draft.summary, reasons(draft)) == ("Non ancora approvato", ["Sciopero"])
    assert page.latest_revision.is_latest_revision()


def test_publishing_the_draft_later_keeps_the_closure_once(desk, writer):
    drafted(desk, writer)
    close(desk, writer)
    fresh(desk).latest_revision.publish()
    page = fresh(desk)
    assert (page.summary, reasons(page)) == ("Non ancora approvato", ["Sciopero"])
    assert DeskClosure.objects.filter(page=desk).count() == 1
    assert page.hours.count() == 5


def test_the_drafts_own_hours_stay_where_the_change_did_not_touch_them(desk, writer):
    drafted(desk, writer, first_opens=dt.time(8))
    close(desk, writer)
    assert fresh(desk).hours.first().opens == dt.time(9)
    assert waiting(desk).hours.first().opens == dt.time(8)


def test_hours_that_cannot_stand_beside_the_new_ones_give_way(desk, writer):
    draft = drafted(desk, writer).get_latest_revision_as_object()
    saturday = DeskHours(
        weekday=5, opens=dt.time(9), closes=dt.time(13), locale=desk.locale
    )
    draft.hours.add(saturday)
    draft.save_revision(user=writer)
    mine = DeskHours(weekday=5, opens=dt.time(10), closes=dt.time(12))
    change_desk(
        desk=desk,
        rows={"hours": [*rows(desk, "hours"), mine]},
        by=writer,
        at=timezone.now(),
        seen=mark_of(snapshot(desk)),
    )
    held = [row.opens for row in waiting(desk).hours.all() if row.weekday == 5]
    assert held == [dt.time(10)]


def test_a_workflow_goes_on_and_its_approval_publishes_both(body, desk, writer):
    manager = make_member(body, "manager", "responsabile@example.org")
    page = drafted(desk, writer)
    state = body.access.workflow.start(page, writer)
    task = state.current_task_state
    close(desk, writer)
    state = WorkflowState.objects.get(pk=state.pk)
    assert (state.status, state.current_task_state) == ("in_progress", task)
    assert fresh(desk).summary == "Prima"
    task.specific.approve(user=manager)
    coordinator = make_member(None, "coordinator", "coordina@example.org")
    WorkflowState.objects.get(pk=state.pk).current_task_state.specific.approve(
        user=coordinator
    )
    page = fresh(desk)
    assert (page.summary, reasons(page)) == ("Non ancora approvato", ["Sciopero"])


@pytest.mark.parametrize("edited_after", [False, True])
def test_a_scheduled_version_keeps_its_hour_and_brings_no_old_rows_back(
    desk, writer, edited_after
):
    draft = fresh(desk)
    draft.summary, draft.go_live_at = "Programmato", timezone.now() + dt.timedelta(1)
    draft.save_revision(user=writer).publish()
    if edited_after:
        drafted(desk, writer)
    close(desk, writer)
    scheduled = fresh(desk).scheduled_revision
    assert scheduled.approved_go_live_at == draft.go_live_at
    assert reasons(fresh(desk)) == reasons(scheduled.as_object()) == ["Sciopero"]
    past = timezone.now() - dt.timedelta(minutes=1)
    content = {**scheduled.content, "go_live_at": past.isoformat()}
    type(scheduled).objects.filter(pk=scheduled.pk).update(
        approved_go_live_at=past, content=content
    )
    publish_scheduled()
    page = fresh(desk)
    assert (page.summary, reasons(page)) == ("Programmato", ["Sciopero"])


def test_a_lock_holds_the_sheet_not_its_hours(desk, writer, body):
    coordinator = make_member(None, "coordinator", "coordina@example.org")
    DeskPage.objects.filter(pk=desk.pk).update(locked=True, locked_by=coordinator)
    close(desk, writer)
    page = fresh(desk)
    assert reasons(page) == ["Sciopero"]
    assert (page.locked, page.locked_by) == (True, coordinator)


# --- taking it back ----------------------------------------------------------------


def test_undoing_brings_back_what_was_public_in_the_draft_too(desk, writer):
    drafted(desk, writer)
    before = snapshot(fresh(desk))
    change = change_desk(
        desk=desk,
        rows={"hours": rows(desk, "hours")[1:], "phones": []},
        by=writer,
        at=timezone.now(),
        seen=mark_of(before),
    )
    assert (waiting(desk).hours.count(), waiting(desk).phones.count()) == (4, 0)
    undo_change(change=change, by=writer, at=timezone.now())
    page, draft = fresh(desk), waiting(desk)
    assert is_same(snapshot(page), before)
    assert (page.hours.count(), draft.hours.count(), draft.phones.count()) == (5, 5, 1)
    assert draft.summary == "Non ancora approvato"
    assert UrgentChange.objects.get().undone_at
    assert PageLogEntry.objects.filter(action="editorial.urgent_undo").count() == 1


def test_two_changes_are_undone_from_the_last_one_back(desk, writer):
    first = close(desk, writer, "Guasto")
    second = close_desk(
        desk=desk,
        closure=DeskClosure(
            starts_on=TODAY + dt.timedelta(9), ends_on=TODAY + dt.timedelta(9)
        ),
        by=writer,
        at=timezone.now(),
    )
    with pytest.raises(Overtaken):
        undo_change(change=first, by=writer, at=timezone.now())
    undo_change(change=second, by=writer, at=timezone.now())
    with pytest.raises(Overtaken):
        undo_change(change=second, by=writer, at=timezone.now())
    undo_change(change=first, by=writer, at=timezone.now())
    assert reasons(fresh(desk)) == []


# --- who may, and two at once --------------------------------------------------------


def test_two_at_once_the_second_is_told(desk, writer):
    seen = mark_of(snapshot(desk))
    close(desk, writer)
    with pytest.raises(Overtaken):
        change_desk(
            desk=desk, rows={"phones": []}, by=writer, at=timezone.now(), seen=seen
        )
    assert fresh(desk).phones.count() == 1


@pytest.mark.parametrize("role", ["editor", "manager"])
def test_nobody_of_another_body_may(desk, other_body, role):
    stranger = make_member(other_body, role, "altrove@example.org")
    with pytest.raises(PermissionDenied):
        close(desk, stranger)
    assert reasons(fresh(desk)) == []


@pytest.mark.parametrize("role", ["operator", "referent"])
def test_nor_whoever_writes_no_pages_in_the_body(body, desk, role):
    with pytest.raises(PermissionDenied):
        close(desk, make_member(body, role, "banco@example.org"))


def test_nor_whoever_was_suspended(body, desk, writer):
    suspend(membership=Membership.objects.get(user=writer), because="Prova")
    with pytest.raises(PermissionDenied):
        close(desk, type(writer).objects.get(pk=writer.pk))


def test_a_desk_that_is_not_public_has_nothing_to_change_at_once(body, writer):
    hidden = DeskFactory(parent=body, live=False)
    with pytest.raises(PermissionDenied):
        close(hidden, writer)


@pytest.mark.parametrize("role", ["coordinator", "administrator"])
def test_the_keepers_of_the_tree_may_everywhere(desk, role):
    close(desk, make_member(None, role, "capo@example.org"))
    assert reasons(fresh(desk)) == ["Sciopero"]


# --- who is told -------------------------------------------------------------------


def told(mailoutbox):
    return {address for letter in mailoutbox for address in letter.to}


def test_managers_of_the_body_and_the_coordinator_are_told_nobody_else(
    body, other_body, desk, writer, mailoutbox, django_capture_on_commit_callbacks
):
    make_member(body, "manager", "mia@example.org")
    make_member(other_body, "manager", "loro@example.org")
    make_member(None, "coordinator", "coordina@example.org")
    gone = make_member(body, "manager", "ex@example.org")
    suspend(membership=Membership.objects.get(user=gone), because="Prova")
    with django_capture_on_commit_callbacks(execute=True):
        close(desk, writer)
    assert told(mailoutbox) == {"mia@example.org", "coordina@example.org"}
    letter = mailoutbox[0]
    assert letter.subject == "Sportello di via Mantova: orari e telefoni cambiati"
    assert "chiuso il 30 novembre 2026: Sciopero" in letter.body
    assert "redattrice@example.org" in letter.body
    assert f"/redazione/sportelli/{desk.pk}/" in letter.body
    assert all(len(letter.to) == 1 for letter in mailoutbox)


def test_a_phone_changed_is_told_before_and_after(
    body, desk, writer, mailoutbox, django_capture_on_commit_callbacks
):
    make_member(body, "manager", "mia@example.org")
    wanted = DeskPhone(number="0372 407000", label="Centralino", hours="lun–ven 9–12")
    with django_capture_on_commit_callbacks(execute=True):
        change = change_desk(
            desk=desk,
            rows={"phones": [wanted]},
            by=writer,
            at=timezone.now(),
            seen=mark_of(snapshot(desk)),
        )
    assert "Telefono, prima: 0372 123456" in mailoutbox[0].body
    assert (
        "Telefono, adesso: Centralino 0372 407000 (lun–ven 9–12)" in mailoutbox[0].body
    )
    with django_capture_on_commit_callbacks(execute=True):
        undo_change(change=change, by=writer, at=timezone.now())
    assert "È stato annullato" in mailoutbox[1].body


def test_a_silent_post_office_stops_nothing(
    body, desk, writer, settings, django_capture_on_commit_callbacks, caplog
):
    make_member(body, "manager", "mia@example.org")
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1
    with django_capture_on_commit_callbacks(execute=True):
        close(desk, writer)
    assert reasons(fresh(desk)) == ["Sciopero"]
    assert "nobody could be told" in caplog.text


def test_a_title_on_two_lines_is_a_subject_on_one(
    body, desk, writer, mailoutbox, django_capture_on_commit_callbacks
):
    make_member(body, "manager", "mia@example.org")
    DeskPage.objects.filter(pk=desk.pk).update(title="Banco\r\nBcc: x@example.org")
    with django_capture_on_commit_callbacks(execute=True):
        close(fresh(desk), writer)
    assert mailoutbox[0].subject.startswith("Banco Bcc: x@example.org: orari")
    assert told(mailoutbox) == {"mia@example.org"}


def test_whom_the_post_office_refuses_keeps_no_letter_from_the_others(
    body,
    desk,
    writer,
    monkeypatch,
    mailoutbox,
    django_capture_on_commit_callbacks,
    caplog,
):
    for name in ("a", "b", "c"):
        make_member(body, "manager", f"{name}@example.org")
    send = EmailBackend.send_messages

    def picky(self, letters):
        if any("a@example.org" in letter.to for letter in letters):
            raise SMTPRecipientsRefused({"a@example.org": (550, b"no")})
        return send(self, letters)

    monkeypatch.setattr(EmailBackend, "send_messages", picky)
    with django_capture_on_commit_callbacks(execute=True):
        close(desk, writer)
    assert told(mailoutbox) == {"b@example.org", "c@example.org"}
    assert "was refused" in caplog.text
    assert "a@example.org" not in caplog.text


def test_changes_older_than_a_year_are_let_go(desk, writer):
    at = timezone.now()
    old = close(desk, writer, "Vecchia")
    UrgentChange.objects.filter(pk=old.pk).update(made_at=add_months(at, -13))
    day = TODAY + dt.timedelta(20)
    later = DeskClosure(starts_on=day, ends_on=day, reason="Nuova")
    kept = close_desk(desk=fresh(desk), closure=later, by=writer, at=at)
    assert forget(at) == 1
    assert list(UrgentChange.objects.all()) == [kept]
    assert forget_changes() == nightly.jobs()["urgent_changes"]()
