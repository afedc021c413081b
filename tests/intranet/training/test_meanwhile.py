"""What somebody else did meanwhile: nobody loses a place unseen, and nothing breaks."""

from __future__ import annotations

import pytest
from django.urls import reverse
from django.utils import timezone

from intranet.models import Enrolment, TrainingCourse, TrainingMaterial
from intranet.training.actions import attending, courses, enrolling, materials
from intranet.training.actions.refusals import Gone, NotNow
from intranet.training.views import places
from tests.intranet.conftest import agree, client_of
from tests.intranet.training.conftest import make_course, place, see
from tests.intranet.training.test_courses import course_facts


def test_a_course_with_people_stays_with_its_agreement(
    home, session, referent, other_operator, body, other_body
):
    """Of those of the other body nobody might be a party of the next."""
    course = session.course
    twin = agree(home, body, other_body, title="Un altro")
    row = place(session, other_operator, other_body)
    client = client_of(referent)
    address = reverse("training_edit", args=[course.pk])
    facts = course_facts(twin, body, title="Titolo nuovo")
    answer = client.post(address, facts)
    assert "Ci sono già iscritti" in answer.content.decode()
    assert "Titolo nuovo" in answer.content.decode()
    with pytest.raises(NotNow):
        courses.save_course(
            course=TrainingCourse.objects.get(),
            access=see(referent),
            facts={"agreement_id": twin.pk},
            subjects=[],
        )
    course.refresh_from_db()
    assert course.agreement_id != twin.pk
    client.post(address, facts | {"agreement": course.agreement_id})
    course.refresh_from_db()
    assert course.title == "Titolo nuovo"
    row.delete()
    client.post(address, facts)
    course.refresh_from_db()
    assert course.agreement_id == twin.pk


def test_of_a_meeting_that_is_gone_nobody_takes_a_place(
    session, operator, referent, body
):
    told = {"session": session, "access": see(referent), "at": timezone.now()}
    courses.delete_course(course=TrainingCourse.objects.get(), access=see(referent))
    for deed in (
        lambda: enrolling.enrol(organisation_id=body.pk, **told),
        lambda: enrolling.enrol_people(
            organisation_id=body.pk, user_ids=[operator.pk], **told
        ),
        lambda: attending.record_attendance(attended={}, **told),
        lambda: courses.cancel_session(because="", **told),
    ):
        with pytest.raises(Gone):
            deed()
    assert not Enrolment.objects.exists()


def test_whoever_comes_too_late_is_told_so(session, operator, body, monkeypatch):
    """The course goes while the form is on its way."""

    def meanwhile(*_):
        TrainingCourse.objects.all().delete()
        return frozenset({body.pk})

    monkeypatch.setattr(places, "bodies_to_attend_for", meanwhile)
    address = reverse("training_enrol", args=[session.pk])
    answer = client_of(operator).post(address, follow=True)
    assert "non c’è più" in answer.content.decode()
    assert answer.redirect_chain == [(reverse("training"), 302)]


def test_what_was_taken_away_is_moved_no_more(agreement, body, referent):
    course = make_course(agreement, body)
    rows = [
        TrainingMaterial.objects.create(
            course=course, place=n, kind="testo", title=f"{n}", text="x"
        )
        for n in (1, 2)
    ]
    gone = TrainingMaterial.objects.get(pk=rows[0].pk)
    rows[0].delete()
    with pytest.raises(Gone):
        materials.move_material(material=gone, access=see(referent), upwards=True)
    assert TrainingMaterial.objects.get() == rows[1]
