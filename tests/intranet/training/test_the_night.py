"""Reminders, places of people who left, names that are let go, privacy."""

from __future__ import annotations

import pytest
from django.core import mail
from django.utils import timezone

from accounts.actions import suspend
from core import nightly, privacy
from core.dates import add_months
from intranet.models import (
    AttendanceTotal,
    Enrolment,
    TrainingFeedback,
    TrainingLetter,
    TrainingLetterKind,
)
from intranet.training.attested import years_of
from intranet.training.nightly import free_places, remind, tend
from intranet.training.post import send_letters
from intranet.training.retention import let_go_of_names
from tests.intranet.conftest import client_of
from tests.intranet.training.conftest import (
    DAY,
    HOUR,
    crowd,
    make_session,
    place,
)

LONG_AGO = 60 * DAY


def kinds():
    return list(TrainingLetter.objects.order_by("pk").values_list("kind", flat=True))


@pytest.mark.parametrize(
    ("ahead", "enrolled", "expected"),
    [
        (8 * DAY, LONG_AGO, []),
        (6 * DAY, LONG_AGO, [TrainingLetterKind.WEEK]),
        (6 * DAY, HOUR, []),
        (DAY, LONG_AGO, [TrainingLetterKind.DAY]),
        (DAY, HOUR, [TrainingLetterKind.DAY]),
        (-DAY, LONG_AGO, []),
    ],
)
def test_reminders_come_a_week_and_a_day_before(
    course, operator, body, ahead, enrolled, expected
):
    at = timezone.now()
    session = make_session(course, at + ahead)
    place(session, operator, body, enrolled_at=at - enrolled)
    remind(at)
    remind(at + HOUR / 60)
    assert kinds() == expected


def test_who_waits_or_whose_meeting_is_off_is_not_reminded(course, operator, body):
    at = timezone.now()
    waits = make_session(course, at + DAY)
    off = make_session(course, at + DAY, cancelled_at=at)
    place(waits, operator, body, is_waiting=True)
    place(off, operator, body)
    remind(at)
    assert kinds() == []


def test_the_night_sends_each_reminder_once(course, operator, body):
    session = make_session(course, timezone.now() + DAY)
    place(session, operator, body)
    assert "training" in nightly.jobs()
    assert "messaggi mandati 1," in tend()
    assert "messaggi mandati 0," in tend()
    (message,) = mail.outbox
    assert message.subject.startswith("Domani")
    assert course.title in message.body


def test_a_reminder_comes_anew_after_a_change(course, operator, body):
    session = make_session(course, timezone.now() + DAY)
    place(session, operator, body)
    tend()
    session.version += 1
    session.save()
    tend()
    assert len(mail.outbox) == 2


def test_a_place_of_somebody_who_left_goes_to_who_waits(course, operator, body):
    session = make_session(course, seats=1)
    place(session, operator, body)
    (waits,) = crowd(body, 1)
    place(session, waits, body, is_waiting=True)
    assert free_places(timezone.now()) == 0
    suspend(membership=operator.memberships.get(), because="prova")
    assert free_places(timezone.now()) == 1
    assert session.enrolments.placed().get().user == waits


def test_after_the_retention_attendance_stays_as_numbers(
    course, agreement, operator, body, other_body, settings
):
    settings.TRAINING_RETENTION_MONTHS = 12
    at = timezone.now()
    old = make_session(course, add_months(at, -13))
    young = make_session(course, add_months(at, -11))
    absent, *others = crowd(body, 3)
    for session in (old, young):
        place(session, absent, body, attended=False)
        for one in others:
            place(session, one, body, attended=True)
    before = years_of([agreement.pk])
    assert "rimaste senza nome 3" in tend()
    assert AttendanceTotal.objects.get().attended == 2
    assert Enrolment.objects.count() == 3
    assert years_of([agreement.pk]) == before
    assert let_go_of_names(add_months(at, -12)) == 0


def test_what_is_held_of_a_person_is_told_and_erased(
    course, held, operator, body, other_body
):
    at = timezone.now()
    coming = make_session(course, at + 5 * DAY, seats=1)
    place(held, operator, body, attended=True, has_answered=True)
    TrainingFeedback.objects.create(session=held, usefulness=5)
    place(coming, operator, body)
    waits, helped = crowd(body, 2)
    place(coming, waits, body, is_waiting=True)
    place(held, helped, body, enrolled_by=operator)
    TrainingLetter.objects.create(
        session=coming, user=operator, kind="settimana", version=0, created_at=at
    )
    told = privacy.export(operator)["formazione"]
    assert len(told["iscrizioni"]) == 2
    assert len(told["messaggi"]) == 1
    assert told["iscrizioni fatte per altri"] == 1
    privacy.erase(operator)
    assert not Enrolment.objects.filter(user=operator).exists()
    assert not Enrolment.objects.filter(enrolled_by=operator).exists()
    assert not TrainingLetter.objects.filter(user=operator).exists()
    assert AttendanceTotal.objects.get().attended == 1
    assert coming.enrolments.placed().get().user == waits
    assert TrainingFeedback.objects.count() == 1, "nobody's any more"


def test_numbers_without_names_stand_in_the_report(course, manager, body):
    session = make_session(course, timezone.now() - DAY)
    AttendanceTotal.objects.create(session=session, organisation=body, attended=7)
    year = session.day.year
    page = client_of(manager).get(
        f"/intranet/formazione/presenze/{body.pk}/?anno={year}"
    )
    assert "7 presenze di cui non si conserva più il nome" in page.content.decode()


def test_the_night_costs_the_same_queries_a_row_that_waits(course, body, queries):
    """Reminders that were written already cost nothing new."""
    session = make_session(course, timezone.now() + 20 * DAY)
    people = crowd(body, 10)
    free_places(timezone.now())
    with queries() as few:
        free_places(timezone.now())
    for one in people:
        place(session, one, body)
    with queries() as many:
        free_places(timezone.now())
    assert len(few) == len(many)


def test_a_late_reminder_says_today_and_that_of_the_week_is_overtaken(
    course, operator, body
):
    noon = timezone.localtime().replace(hour=12, minute=0) + 3 * DAY
    session = make_session(course, noon)
    place(session, operator, body, enrolled_at=noon - LONG_AGO)
    for kind in (TrainingLetterKind.WEEK, TrainingLetterKind.DAY):
        TrainingLetter.objects.create(
            session=session, user=operator, kind=kind, version=0, created_at=noon
        )
    send_letters(at=noon - 4 * HOUR)
    (message,) = mail.outbox
    assert message.subject.startswith("Oggi")
    assert "oggi c’è" in message.body


def test_a_mail_that_waited_is_not_for_whose_profile_ended_meanwhile(
    session, operator, body
):
    place(session, operator, body)
    TrainingLetter.objects.create(
        session=session,
        user=operator,
        kind=TrainingLetterKind.ENROLLED,
        version=0,
        created_at=timezone.now(),
    )
    yesterday = timezone.localdate() - DAY
    operator.memberships.update(valid_from=yesterday, valid_until=yesterday)
    assert send_letters(at=timezone.now()).sent == 0
    operator.memberships.update(valid_until=None)
    assert send_letters(at=timezone.now()).sent == 1


def test_comments_go_with_the_names(held):
    TrainingFeedback.objects.create(session=held, usefulness=5, comment="Bene.")
    let_go_of_names(timezone.now())
    given = TrainingFeedback.objects.get()
    assert (given.usefulness, given.comment) == (5, "")


def test_the_home_reminds_the_organiser_of_attendance(held, referent, operator, body):
    place(held, operator, body)
    page = client_of(referent).get("/intranet/").content.decode()
    assert "Presenze da segnare" in page
    assert "Presenze da segnare" not in (
        client_of(operator).get("/intranet/").content.decode()
    )
