"""What courses hold of a person who works here."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from core import privacy
from intranet.models import Enrolment, TrainingLetter
from intranet.training.actions.enrolling import fill_places, locked
from intranet.training.retention import turn_into_numbers


def register() -> None:
    """Places, attendance, mails."""
    privacy.register("formazione", export=_held, erase=_erase)


def _held(user: User) -> dict[str, Any]:
    places = Enrolment.objects.filter(user=user).select_related(
        "session__course", "organisation"
    )
    letters = TrainingLetter.objects.filter(user=user).order_by("pk")
    return {
        "iscrizioni": [_told(row) for row in places],
        "messaggi": list(letters.values("session__course__title", "kind", "sent_at")),
        "iscrizioni fatte per altri": user_enrolled(user),
    }


def _told(row: Enrolment) -> dict[str, Any]:
    return {
        "corso": row.session.course.title,
        "incontro": row.session.starts_at,
        "ente": str(row.organisation or ""),
        "iscritta il": row.enrolled_at,
        "in lista d'attesa": row.is_waiting,
        "presente": row.attended,
        "ha dato un parere": row.has_answered,
    }


def user_enrolled(user: User) -> int:
    """How many places of others this person took."""
    return Enrolment.objects.filter(enrolled_by=user).exclude(user=user).count()


@transaction.atomic
def _erase(user: User) -> int:
    """Places to come are given back, attendance stays as a number of the body.

    A given opinion cannot be found again: it is nobody's.
    """
    at = timezone.now()
    others = Enrolment.objects.filter(enrolled_by=user).exclude(user=user)
    touched = others.update(enrolled_by=None)
    touched += TrainingLetter.objects.filter(user=user).delete()[0]
    rows = list(Enrolment.objects.filter(user=user).select_related("session"))
    touched += turn_into_numbers(rows)
    for session in {row.session for row in rows if row.session.is_open_at(at)}:
        fill_places(locked(session), at)
    return touched
