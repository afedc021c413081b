"""A phone or an hour on many desks: the preview, the rights, the drafts, what goes wrong."""

import datetime as dt

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.urls import reverse
from wagtail.models import PageLogEntry

from directory.models import DeskHours
from editorial.bulk.changes import HoursChange, PhoneChange
from editorial.bulk.planning import Way, carry_out, plan_for
from tests.factories import DeskFactory, make_member, phone

from .conftest import NEW, OLD, again, make_desk, numbers, published

HERE = reverse("change_desks")
PHONES = PhoneChange(OLD, NEW)
# More digits than Python itself turns into a number.
LONG = pytest.param("9" * 5000, id="long")
NINE, TEN, NOON, ONE = (dt.time(hour) for hour in (9, 10, 12, 13))


def change(user, desk, what=PHONES, seen=None):
    seen = again(desk).latest_revision_id if seen is None else seen
    return carry_out(user=user, desk_id=desk.pk, change=what, seen=seen)


def asking(*desks, step="preview", **more):
    data = {"what": "telefono", "old_number": OLD, "new_number": NEW, "step": step}
    return data | {"desks": [desk.pk for desk in desks]} | more


def seen(*desks):
    return {f"seen_{desk.pk}": again(desk).latest_revision_id for desk in desks}


def hours(**more):
    return {
        "what": "orario",
        "old_opens": "09:00",
        "old_closes": "12:00",
        "new_opens": "10:00",
        "new_closes": "13:00",
    } | more


def test_choose_look_do(body, desk, editor, enter):
    other = make_desk(body, "Di stazione")
    client = enter(editor)
    assert "Comune di prova – Di piazza" in client.get(HERE).text
    preview = client.post(HERE, asking(desk, other)).text
    assert preview.count("<del>0372 123456 (Centralino)</del>") == 2
    assert preview.count("<ins>0372 654321 (Centralino)</ins>") == 2
    assert "Pubblicato subito" in preview
    assert numbers(again(desk)) == [OLD]
    before = again(desk).latest_revision_id
    data = asking(desk, other, step="apply") | seen(desk, other)
    answer = client.post(HERE, data, follow=True)
    assert "Cambiato e pubblicato: Di piazza, Di stazione." in answer.text
    for one in (desk, other):
        assert "0372 654321" in Client().get(one.url).text
    assert again(desk).latest_revision_id != before
    log = PageLogEntry.objects.filter(page=desk.pk, user=editor)
    assert "wagtail.publish" in {entry.action for entry in log}


def test_a_mirror_changes_with_its_desk_and_is_not_offered(
    body, other_body, desk, coordinator, enter
):
    mirror = desk.create_alias(parent=other_body, update_slug="specchio")
    client = enter(coordinator)
    data = asking(desk, mirror, step="apply") | seen(desk)
    assert client.post(HERE, data).status_code == 200
    assert numbers(again(desk)) == [OLD]
    client.post(HERE, asking(desk, step="apply") | seen(desk))
    assert numbers(again(desk)) == numbers(again(mirror)) == [NEW]


@pytest.mark.parametrize("number", ["x", "9" * 20, LONG, "1\0", "-1"])
def test_numbers_of_no_desk_break_nothing(desk, editor, enter, number):
    client = enter(editor)
    for step in ("preview", "apply"):
        data = asking(step=step) | {"desks": [number], f"seen_{desk.pk}": number}
        assert "Scegli almeno uno sportello." in client.post(HERE, data).text
        data = asking(desk, step=step) | {f"seen_{desk.pk}": number}
        assert client.post(HERE, data).status_code in {200, 302}
    assert numbers(again(desk)) == [OLD]


def test_the_number_is_known_however_it_is_written(desk, editor):
    plan = plan_for(editor, desk, PhoneChange("+39 0372-123456", NEW))
    assert [line.before for line in plan.lines] == ["0372 123456 (Centralino)"]
    row = desk.phones.first()
    type(row).objects.filter(pk=row.pk).update(number="interno 3")
    assert plan_for(editor, again(desk), PHONES).way is Way.SKIPPED
    assert plan_for(editor, again(desk), PhoneChange("interno 3", NEW)).lines


def test_hours_on_every_day_or_on_one(desk, editor):
    change(editor, desk, HoursChange((NINE, NOON), (TEN, ONE), 2))
    assert [row.opens for row in again(desk).hours.all()] == [
        NINE,
        NINE,
        TEN,
        NINE,
        NINE,
    ]
    change(editor, desk, HoursChange((NINE, NOON), (TEN, NOON)))
    found = [(row.opens, row.closes) for row in again(desk).hours.all()]
    assert found == [(TEN, NOON)] * 2 + [(TEN, ONE)] + [(TEN, NOON)] * 2


def test_hours_that_would_overlap_are_refused_with_the_reason(desk, editor):
    DeskHours.objects.create(
        page=desk, weekday=0, opens=dt.time(14), closes=dt.time(17)
    )
    desk = again(desk)
    plan = change(editor, desk, HoursChange((NINE, NOON), (NINE, dt.time(15))))
    assert plan.way is Way.SKIPPED
    assert "si sovrappongono" in plan.why
    assert {row.closes for row in again(desk).hours.all()} == {NOON, dt.time(17)}


def test_who_may_not_publish_asks(desk, writer, enter):
    client = enter(writer)
    assert "Va in approvazione" in client.post(HERE, asking(desk)).text
    data = asking(desk, step="apply") | seen(desk)
    answer = client.post(HERE, data, follow=True)
    assert "mandata in approvazione: Di piazza" in answer.text
    now = again(desk)
    assert numbers(now) == [OLD]
    assert numbers(now.get_latest_revision_as_object()) == [NEW]
    assert now.current_workflow_state.requested_by == writer
    assert change(writer, desk).why == "Aspetta un'approvazione: riprova dopo."


def test_approved_it_is_public_with_the_change(desk, writer, body):
    manager = make_member(body, "manager", "responsabile@example.org")
    change(writer, desk)
    state = again(desk).current_workflow_state
    for user in (manager, make_member(None, "coordinator", "coordina@example.org")):
        assert numbers(again(desk)) == [OLD]
        waiting = state.current_task_state
        waiting.task.specific.on_action(waiting, user, "approve")
        state.refresh_from_db()
    assert numbers(again(desk)) == [NEW]


def test_a_draft_gets_the_change_and_stays_a_draft(desk, editor):
    draft = desk.get_latest_revision_as_object()
    draft.summary = "Ancora da pensare."
    draft.save_revision()
    change(editor, desk)
    now = again(desk)
    waiting = now.get_latest_revision_as_object()
    assert (now.summary, waiting.summary) == ("", "Ancora da pensare.")
    assert numbers(now) == numbers(waiting) == [NEW]
    assert now.has_unpublished_changes


def test_a_draft_that_another_wrote_is_not_sent_for_them(desk, writer):
    draft = desk.get_latest_revision_as_object()
    draft.summary = "Ancora da pensare."
    draft.save_revision()
    assert change(writer, desk).way is Way.DRAFT
    now = again(desk)
    assert now.current_workflow_state is None
    assert numbers(now.get_latest_revision_as_object()) == [NEW]
    assert numbers(now) == [OLD]


def test_a_draft_whose_hours_went_elsewhere_is_left(desk, editor):
    draft = desk.get_latest_revision_as_object()
    rows = list(draft.hours.all())
    rows[0].closes = dt.time(11)
    rows.append(type(rows[0])(weekday=0, opens=dt.time(14), closes=dt.time(18)))
    rows[1].closes, rows[1].weekday, rows[1].opens = NOON, 0, dt.time(11)
    draft.hours = rows
    draft.save_revision()
    plan = change(editor, desk, HoursChange((NINE, NOON), (NINE, dt.time(15))))
    assert plan.way is Way.PUBLISHED
    waiting = again(desk).get_latest_revision_as_object()
    assert len(waiting.hours.all()) == 6


def test_a_page_that_nobody_sees_yet_stays_a_draft(body, editor):
    desk = DeskFactory(parent=body, live=False)
    phone(desk, OLD)
    again(desk).save_revision()
    assert change(editor, desk).way is Way.DRAFT
    now = again(desk)
    assert not now.live
    assert numbers(now.get_latest_revision_as_object()) == [NEW]


def test_what_changed_since_the_preview_is_not_touched(desk, editor, enter):
    data = asking(desk, step="apply") | seen(desk)
    desk.summary = "Un'altra mano."
    published(desk)
    answer = enter(editor).post(HERE, data, follow=True)
    assert "È cambiato nel frattempo" in answer.text
    assert numbers(again(desk)) == [OLD]


@pytest.mark.parametrize("fake", ["", "x", "-1", "9" * 30, "²"])
def test_what_was_not_looked_at_is_not_changed(desk, editor, enter, fake):
    data = asking(desk, step="apply", **{f"seen_{desk.pk}": fake})
    assert enter(editor).post(HERE, data).status_code == 302
    assert numbers(again(desk)) == [OLD]


def test_a_locked_or_scheduled_desk_says_so(desk, editor, other_body):
    desk.locked, desk.locked_by = (
        True,
        make_member(None, "coordinator", "c@example.org"),
    )
    desk.save()
    assert "bloccato" in change(editor, again(desk)).why
    desk.locked, desk.locked_by = False, None
    desk.go_live_at = dt.datetime(2030, 1, 1, tzinfo=dt.UTC)
    desk.save_revision(approved_go_live_at=desk.go_live_at)
    desk.save()
    assert "programmata" in change(editor, again(desk)).why
    assert numbers(again(desk)) == [OLD]


def test_desks_of_others_cannot_be_chosen(desk, other_body, foreigner, editor, enter):
    theirs = make_desk(other_body, "Altrui")
    client = enter(editor)
    assert "Altrui" not in client.get(HERE).text
    for step in ("preview", "apply"):
        answer = client.post(HERE, asking(theirs, step=step) | seen(theirs))
        assert answer.status_code == 200
        assert "<ins>" not in answer.text
    with pytest.raises(PermissionDenied):
        change(foreigner, desk)
    assert numbers(again(theirs)) == numbers(again(desk)) == [OLD]


@pytest.mark.parametrize("role", ["operator", "editor"])
def test_who_keeps_no_desk_has_no_such_page(other_body, desk, role, enter):
    client = enter(make_member(other_body, role, "x@example.org"))
    assert client.get(HERE).status_code in {302, 403}
    assert HERE not in client.get(reverse("wagtailadmin_home")).text


def test_the_menu_leads_there(desk, writer, enter):
    assert HERE in enter(writer).get(reverse("wagtailadmin_home")).text


@pytest.mark.parametrize(
    ("data", "said"),
    [
        ({"old_number": ""}, "Scrivilo: serve per fare il cambio."),
        ({"new_number": "abc"}, "numero"),
        ({"new_number": OLD}, "È uguale a quello di prima."),
        ({"desks": []}, "Scegli almeno uno sportello."),
        ({"desks": ["x"]}, "error-message"),
        ({"desks": list(range(1, 52))}, "Scegli al massimo 50 sportelli alla volta"),
        ({"what": "altro"}, "Più sportelli insieme"),
        (hours(new_closes=""), "Scrivilo: serve per fare il cambio."),
        (
            hours(new_opens="14:00", new_closes="09:00"),
            "viene prima dell&#x27;apertura",
        ),
        (hours(new_opens="09:00", new_closes="12:00"), "È uguale a quello di prima."),
        (hours(new_opens="25:00"), "Scrivi un&#x27;ora"),
        (hours(weekday="9"), "error-message"),
    ],
)
def test_bad_input_is_told_at_the_field_and_nothing_is_lost(
    desk, editor, enter, data, said
):
    answer = enter(editor).post(HERE, asking(desk) | data)
    assert answer.status_code == 200
    assert said in answer.text
    assert "Anteprima dei cambi" not in answer.text
    assert f'value="{data.get("old_opens", OLD)}"' in answer.text or not data.get(
        "old_number", OLD
    )
    assert numbers(again(desk)) == [OLD]


def test_where_nothing_matches_the_preview_says_so(desk, editor, enter):
    answer = enter(editor).post(HERE, asking(desk, old_number="0372 999999"))
    assert "Non cambia niente" in answer.text
    assert "Fai questi cambi" not in answer.text


def test_going_back_loses_nothing(desk, editor, enter):
    answer = enter(editor).post(HERE, asking(desk, step="form"))
    assert f'value="{NEW}"' in answer.text
    assert "checked" in answer.text.partition(f'value="{desk.pk}"')[2][:200]


def test_the_form_costs_as_many_queries_for_many_desks(body, editor, enter, queries):
    client = enter(editor)

    def asked():
        client.get(HERE)
        with queries() as found:
            client.get(HERE)
        return len(found)

    DeskFactory(parent=body)
    few = asked()
    for _ in range(15):
        DeskFactory(parent=body)
    assert asked() == few
