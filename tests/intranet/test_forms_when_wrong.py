"""Whoever sends a form that is not right is led to each fault, by whatever they read the page."""

from __future__ import annotations

import datetime as dt
import re

import pytest
from django.urls import reverse
from django.utils import timezone

from intranet.models import TrainingCourse, TrainingSession
from tests.intranet.conftest import client_of
from tests.intranet.meetings.conftest import (  # noqa: F401 - fixtures
    draft,
    held,
    meeting,
    other_referent,
)

pytestmark = pytest.mark.django_db
EMPTY = {f"{p}-TOTAL_FORMS": "3" for p in ("decisions", "tasks")} | {
    f"{p}-INITIAL_FORMS": "0" for p in ("decisions", "tasks")
}


@pytest.fixture
def course(root, agreement, body):
    return TrainingCourse.objects.create(
        agreement=agreement,
        organisation=body,
        title="Corso",
        published_at=timezone.now(),
    )


@pytest.fixture
def session(course):
    starts = timezone.now() + dt.timedelta(days=9)
    return TrainingSession.objects.create(
        course=course,
        starts_at=starts,
        ends_at=starts + dt.timedelta(hours=1),
        seats=9,
        place="Sala",
    )


FORMS = {
    "a referent": ("referent_add", ["body"], {}),
    "a procedure": ("procedure_write", [], {}),
    "a note": ("staff_note_write", [], {}),
    "a notice": ("staff_notice_write", [], {}),
    "a question": ("question_ask", [], {}),
    "a file": ("intranet_file_add", [], {}),
    "a course": ("training_new", [], {}),
    "a meeting of a course": ("training_add_session", ["course"], {}),
    "people of a body": ("training_enrol_people", ["session"], {}),
    "material": ("training_add_material", ["course", "documento"], {}),
    "a meeting": ("meeting_new", [], {}),
    "a point": ("meeting_propose", ["meeting"], {"title": "x" * 999}),
    "a document": ("meeting_document", ["meeting"], {}),
    "calling off": ("meeting_cancel", ["meeting"], {}),
    "an answer": ("meeting_answer", ["meeting"], {"answer": "delegates"}),
    "minutes": ("meeting_minutes_write", ["held"], EMPTY | {"tasks-1-text": "Che"}),
}


@pytest.fixture(params=FORMS)
def wrong(request, manager):
    """The page that comes back."""
    name, needed, sent = FORMS[request.param]
    values = [request.getfixturevalue(n) if n != "documento" else n for n in needed]
    address = reverse(name, args=[getattr(one, "pk", one) for one in values])
    answer = client_of(manager).post(address, sent)
    assert answer.status_code == 200, f"{address}: {answer.status_code}"
    return answer.content.decode()


def test_the_faults_are_told_at_once_and_lead_to_their_fields(wrong):
    assert re.search(r"<title>\s*Errore: ", wrong)
    assert wrong.count('class="error-summary"') == 1
    summary = wrong.split('class="error-summary"')[1].split("</div>")[0]
    assert "autofocus" in summary
    links = re.findall(r'href="#([^"]*)"', summary)
    assert links
    ids = re.findall(r'\bid="([^"]+)"', wrong)
    assert [link for link in links if link not in ids] == []
    assert len(ids) == len(set(ids))


def test_what_describes_a_field_is_there(wrong):
    ids = set(re.findall(r'\bid="([^"]+)"', wrong))
    named = " ".join(re.findall(r'aria-describedby="([^"]+)"', wrong)).split()
    assert [one for one in named if one not in ids] == []
    told = re.findall(r'<p class="invalid-feedback" id="([^"]+)"', wrong)
    assert told
    assert [one for one in told if one not in named] == []
