"""What goes into a calendar says who sends it: the office, and never a person (RFC 5546, 3.2)."""

from __future__ import annotations

import datetime as dt

import pytest
from django.core import mail
from django.urls import reverse
from django.utils import timezone

from intranet.meetings import actions
from intranet.meetings.post import send_letters
from intranet.models import TrainingSession
from tests.core.test_calendar_file import unfolded
from tests.intranet.conftest import client_of
from tests.intranet.meetings.conftest import access
from tests.intranet.training.conftest import make_course, make_session, place

pytestmark = pytest.mark.django_db
OFFICE = 'ORGANIZER;CN="Sportello Sociale":mailto:ufficio@comune.example'


@pytest.fixture(autouse=True)
def office(settings):
    settings.WAGTAIL_SITE_NAME = "Sportello Sociale"
    settings.DEFAULT_FROM_EMAIL = "Il Comune <ufficio@comune.example>"


def given(user, name, *args):
    answer = client_of(user).get(reverse(name, args=args))
    return unfolded(answer.content.decode())


def test_what_is_downloaded_of_a_meeting_is_of_the_office(meeting, other_operator):
    lines = given(other_operator, "meeting_calendar", meeting.pk)
    assert {"METHOD:PUBLISH", "SEQUENCE:0", OFFICE} <= set(lines)
    assert [line for line in lines if "@" in line and "UID" not in line] == [OFFICE]
    assert not any(line.startswith("ATTENDEE") for line in lines)


def test_what_is_sent_of_a_meeting_is_of_the_same_office(
    draft,
    manager,
    other_referent,
):
    told = {"by": access(manager), "at": timezone.now()}
    actions.convene(meeting=draft, **told)
    send_letters(at=timezone.now())
    actions.call_off(meeting=draft, because="Sala chiusa", **told)
    send_letters(at=timezone.now())
    ways = [unfolded(sent.alternatives[0][0]) for sent in mail.outbox]
    methods = {line for lines in ways for line in lines if line.startswith("METHOD")}
    assert methods == {"METHOD:REQUEST", "METHOD:CANCEL"}
    assert all(OFFICE in lines for lines in ways)


def test_what_is_downloaded_of_a_course_is_of_the_office_and_counts_its_changes(
    agreement, body, operator
):
    session = make_session(make_course(agreement, body))
    place(session, operator, body)
    for name, args in (
        ("training_calendar", [session.pk]),
        ("training_my_calendar", []),
    ):
        lines = given(operator, name, *args)
        assert {"METHOD:PUBLISH", "SEQUENCE:0", OFFICE} <= set(lines)
        assert not any(operator.email in line for line in lines)
    TrainingSession.objects.update(
        version=3, starts_at=timezone.now() + dt.timedelta(days=1)
    )
    assert "SEQUENCE:3" in given(operator, "training_calendar", session.pk)
