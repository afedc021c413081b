"""What somebody else did meanwhile: nothing is lost unseen, and nothing breaks."""

from __future__ import annotations

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from django.utils import timezone

from intranet.meetings import actions
from intranet.meetings.actions.minutes import Written, WrittenMeanwhile
from intranet.models import AgendaItem, Meeting, MeetingPerson, MeetingReply, Minutes
from network.models import NetworkBodyPage
from tests.factories import make_member
from tests.intranet.conftest import client_of
from tests.intranet.meetings.conftest import access, plan_for, wrote
from tests.intranet.meetings.test_meetings_pages import form_data, text

pytestmark = pytest.mark.django_db


def as_sent(form, **more):
    """What a browser sends of the page, as it is."""
    parts = [form.text, form.decisions.management_form, form.tasks.management_form]
    fields = [f for p in [*parts, *form.decisions, *form.tasks] for f in p]
    values = {field.html_name: field.value() for field in fields}
    sent = {name: "" if value is None else value for name, value in values.items()}
    return sent | {"seen": form.seen, "confirmed": ""} | more


def test_whoever_saves_minutes_second_is_told_and_loses_nothing(
    minutes, manager, other_body
):
    client = client_of(manager)
    address = reverse("meeting_minutes_write", args=[minutes.meeting_id])
    sent = as_sent(client.get(address).context["form"], text="Il mio resoconto")
    sent |= {"decisions-0-text": "La mia decisione"}
    wrote(minutes.meeting, manager, other_body, text="Il resoconto di un altro")
    answer = client.post(address, sent)
    assert answer.status_code == 200
    assert "Nel frattempo" in text(answer)
    assert "Il mio resoconto" in text(answer)
    assert "La mia decisione" in text(answer)
    assert reverse("meeting_minutes", args=[minutes.meeting_id]) in text(answer)
    assert text(answer).count("<title>Errore: ") == 1
    assert Minutes.objects.get().text == "Il resoconto di un altro"
    again = sent | {"seen": answer.context["form"].seen}
    assert client.post(address, again).status_code == 302
    assert Minutes.objects.get().text == "Il mio resoconto"


def test_of_two_who_begin_the_minutes_the_second_is_told(held, manager, other_body):
    client = client_of(manager)
    address = reverse("meeting_minutes_write", args=[held.pk])
    sent = as_sent(client.get(address).context["form"], text="Il mio resoconto")
    wrote(held, manager, other_body, text="Il resoconto di un altro")
    assert "Nel frattempo" in text(client.post(address, sent))


@pytest.mark.parametrize(
    "more", [{"decisions": ["Altro"]}, {"tasks": []}, {"text": "Altro"}]
)
def test_whatever_changed_in_the_minutes_counts(minutes, manager, other_body, more):
    client = client_of(manager)
    address = reverse("meeting_minutes_write", args=[minutes.meeting_id])
    seen = client.get(address).context["form"].seen
    wrote(minutes.meeting, manager, other_body)
    assert client.get(address).context["form"].seen == seen
    wrote(minutes.meeting, manager, other_body, **more)
    told = {"by": access(manager), "at": timezone.now(), "seen": seen}
    with pytest.raises(WrittenMeanwhile):
        actions.write_minutes(
            meeting=Meeting.objects.get(), written=Written("Mio"), **told
        )


def test_a_network_body_that_is_not_public_now_stays_with_its_meeting(
    home, draft, manager, agreement, body, other_body
):
    organ = home.add_child(instance=NetworkBodyPage(title="Cabina di regia"))
    Meeting.objects.update(network_body=organ)
    organ.unpublish()
    client = client_of(manager)
    address = reverse("meeting_change", args=[draft.pk])
    facts = form_data(agreement, body, other_body, network_body="")
    assert client.post(address, facts).status_code == 302
    assert Meeting.objects.get().network_body == organ
    assert Meeting.objects.get().title == "Incontro d'inverno"
    organ.save_revision().publish()
    client.post(address, facts)
    assert Meeting.objects.get().network_body is None


def test_who_is_no_longer_invited_answers_no_more(meeting, other_referent, other_body):
    person = MeetingPerson.objects.get(user=other_referent)
    told = {"by": access(other_referent), "at": timezone.now()}
    colleague = make_member(other_body, "operator", email="collega@example.org")
    actions.choose_people(body=person.body, users=[colleague.pk], **told)
    with pytest.raises(PermissionDenied):
        actions.answer(person=person, says=MeetingReply.COMES, delegate=None, **told)
    assert [row.user for row in MeetingPerson.objects.filter(body=person.body)] == [
        colleague
    ]


def test_for_a_body_that_is_no_longer_invited_nobody_is_chosen(
    meeting, manager, other_referent, agreement, body, other_body
):
    row = meeting.bodies.get(organisation=other_body)
    told = {"at": timezone.now()}
    actions.change_meeting(
        meeting=meeting, plan=plan_for(agreement, body), by=access(manager), **told
    )
    with pytest.raises(PermissionDenied):
        actions.choose_people(
            body=row, users=[other_referent.pk], by=access(other_referent), **told
        )


def test_a_point_that_was_withdrawn_is_neither_moved_nor_reworded(
    meeting, manager, body
):
    for place in (0, 1):
        AgendaItem.objects.create(
            meeting=meeting,
            place=place,
            title=f"Punto {place}",
            body_name=body.title,
            organisation=body,
        )
    gone = AgendaItem.objects.get(place=0)
    told = {"by": access(manager), "at": timezone.now()}
    actions.withdraw_item(item=AgendaItem.objects.get(place=0), **told)
    for deed in (
        lambda: actions.move_item(item=gone, up=False, **told),
        lambda: actions.reword(item=gone, title="Altro", text="", **told),
    ):
        with pytest.raises(PermissionDenied):
            deed()
    assert AgendaItem.objects.get().title == "Punto 1"
