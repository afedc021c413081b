"""A course of the agreement's parties, with a meeting in ten days."""

from __future__ import annotations

import datetime as dt

import pytest
from django.utils import timezone

from accounts.models import User
from intranet.entry.access import access_of
from intranet.finding.matching import listed_words
from intranet.models import Enrolment, TrainingCourse, TrainingSession
from tests.factories import make_member

NOW = timezone.now()
DAY = dt.timedelta(days=1)
HOUR = dt.timedelta(hours=1)
ROOM = "https://video.example.org/stanza"


def make_course(agreement, body, title="Corso sull’ISEE", *, published=True, **more):
    return TrainingCourse.objects.create(
        agreement=agreement,
        organisation=body,
        title=title,
        published_at=timezone.now() if published else None,
        search_text=listed_words(title, more.get("about", "")),
        **more,
    )


def make_session(course, starts_at=None, *, seats=10, **more):
    starts = starts_at or timezone.now() + 10 * DAY
    more.setdefault("place", "Sala riunioni")
    more.setdefault("ends_at", starts + 2 * HOUR)
    return TrainingSession.objects.create(
        course=course, starts_at=starts, seats=seats, **more
    )


def place(session, user, body=None, **more):
    more.setdefault("enrolled_at", timezone.now())
    return Enrolment.objects.create(
        session=session, user=user, organisation=body, **more
    )


def see(user):
    """What this person is today."""
    return access_of(User.objects.get(pk=user.pk), timezone.localdate())


def crowd(body, many, role="operator", name="persona"):
    """People of a body."""
    return [
        make_member(body, role, f"{name}{number}@example.org") for number in range(many)
    ]


@pytest.fixture
def course(root, agreement, body):
    return make_course(agreement, body)


@pytest.fixture
def session(course):
    return make_session(course)


@pytest.fixture
def held(course):
    """A meeting that ended yesterday."""
    return make_session(course, timezone.now() - DAY)
