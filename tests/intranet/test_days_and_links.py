"""A day of year 1 and a link that anybody on the way reads are told at their field."""

from __future__ import annotations

import datetime as dt

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone

from intranet.meetings import actions
from intranet.meetings.minutes_forms import TaskForm
from intranet.models import Meeting, Referent, TrainingSession
from intranet.training.actions.courses import save_session
from tests.intranet.conftest import client_of
from tests.intranet.meetings.conftest import access, plan_for
from tests.intranet.meetings.test_meetings_pages import form_data
from tests.intranet.referents.conftest import make_referent
from tests.intranet.training.conftest import make_course, make_session
from tests.intranet.training.test_courses import session_facts

pytestmark = pytest.mark.django_db
SLIP = "prima del 1900"
PLAIN = "http://video.example.org/stanza"
SLIPS = ["0001-01-01", "0001-01-02", "0202-12-03"]


def told(answer):
    assert answer.status_code == 200
    return answer.content.decode()


@pytest.mark.parametrize("slip", SLIPS)
def test_a_meeting_of_a_course_in_year_1_is_a_slip(agreement, body, referent, slip):
    course = make_course(agreement, body)
    page = reverse("training_add_session", args=[course.pk])
    facts = session_facts(day=slip, begins="00:15")
    assert SLIP in told(client_of(referent).post(page, facts))
    assert not TrainingSession.objects.exists()


@pytest.mark.parametrize("slip", SLIPS)
@pytest.mark.parametrize("name", ["day", "agenda_closes_on"])
def test_a_meeting_in_year_1_is_a_slip(
    agreement, body, other_body, manager, name, slip
):
    data = form_data(agreement, body, other_body, starts="00:15") | {name: slip}
    assert SLIP in told(client_of(manager).post(reverse("meeting_new"), data))
    assert not Meeting.objects.exists()


@pytest.mark.parametrize("slip", SLIPS)
def test_a_task_due_in_year_1_is_a_slip(agreement, body, other_body, manager, slip):
    meeting = actions.prepare_meeting(
        plan=plan_for(agreement, body, other_body),
        by=access(manager),
        at=timezone.now(),
    )
    facts = {"text": "Orari", "organisation": body.pk, "due_on": slip}
    assert SLIP in str(TaskForm(facts, meeting=meeting).errors["due_on"])


@pytest.mark.parametrize("slip", SLIPS)
@pytest.mark.parametrize(
    ("page", "name"),
    [("away", "first"), ("away", "last"), ("end", "last"), ("change", "valid_from")],
)
def test_a_referent_of_year_1_is_a_slip(agreement, body, referent, page, name, slip):
    one = make_referent(body, agreement, "Carla Nostra")
    address = reverse(f"referent_{page}", args=[one.pk])
    facts = {"first": "2026-12-01", "last": "2099-12-31", "name": "Carla Nostra"}
    assert SLIP in told(client_of(referent).post(address, facts | {name: slip}))
    kept = Referent.objects.get()
    assert kept.away_from is kept.valid_until is None
    assert kept.valid_from == one.valid_from


def test_a_meeting_takes_no_link_that_others_could_read(
    agreement, body, other_body, manager
):
    data = form_data(agreement, body, other_body, video_url=PLAIN)
    page = told(client_of(manager).post(reverse("meeting_new"), data))
    assert "comincia con https://" in page
    assert PLAIN in page, "nothing typed is lost"
    assert not Meeting.objects.exists()


def test_a_meeting_of_before_shows_its_link_and_may_be_convened(
    agreement, body, other_body, manager, operator
):
    told = {"by": access(manager), "at": timezone.now()}
    plan = plan_for(agreement, body, other_body)
    meeting = actions.prepare_meeting(plan=plan, **told)
    Meeting.objects.update(video_url=PLAIN)
    actions.convene(meeting=meeting, **told)
    page = client_of(operator).get(reverse("meeting", args=[meeting.pk]))
    assert f'href="{PLAIN}"' in page.content.decode()
    old = plan_for(agreement, body, other_body, video_url=PLAIN)
    for deed in (
        lambda: actions.prepare_meeting(plan=old, **told),
        lambda: actions.change_meeting(meeting=meeting, plan=old, **told),
    ):
        with pytest.raises(ValidationError, match="https://"):
            deed()
    assert Meeting.objects.count() == 1


def test_a_meeting_of_a_course_of_before_shows_its_link_and_takes_no_such_again(
    agreement, body, referent
):
    starts = timezone.now() + dt.timedelta(hours=2)
    session = make_session(make_course(agreement, body), starts, video_url=PLAIN)
    page = client_of(referent).get(reverse("training_course", args=[session.course_id]))
    assert f'href="{PLAIN}"' in page.content.decode()
    names = ("starts_at", "ends_at", "place", "video_url", "seats")
    with pytest.raises(ValidationError, match="https://"):
        save_session(
            session=session,
            access=access(referent),
            facts={name: getattr(session, name) for name in names},
            at=timezone.now(),
        )


@pytest.mark.parametrize("url", ["HTTPS://video.example.org/x", "video.example.org/x"])
def test_a_safe_link_is_taken_however_it_is_typed(
    agreement, body, other_body, manager, url
):
    data = form_data(agreement, body, other_body, video_url=url)
    assert client_of(manager).post(reverse("meeting_new"), data).status_code == 302
    assert Meeting.objects.get().video_url.lower() == "https://video.example.org/x"
