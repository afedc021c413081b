"""Sends the mails that wait: each once, none stopped by another's mailbox, none in a transaction.

Plain words, and no name but the reader's own: a mail may be read by others. Where a meeting is by
video the link stays behind the login.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.core.mail import EmailMessage
from django.db.models import Q
from django.template.loader import render_to_string
from django.urls import reverse

from accounts.mail import absolute, deliver_row
from intranet.entry.access import access_of
from intranet.models import (
    Enrolment,
    TrainingLetter,
    TrainingLetterKind,
    TrainingSession,
)
from intranet.moments import ITALY, when
from intranet.training.permissions import can_read_course

TEMPLATE = "intranet/training/mail/letter.txt"
SUBJECTS = {
    TrainingLetterKind.ENROLLED: "Sei iscritto",
    TrainingLetterKind.PROMOTED: "C’è un posto per te",
    TrainingLetterKind.CHANGED: "Incontro cambiato",
    TrainingLetterKind.CANCELLED: "Incontro annullato",
    TrainingLetterKind.WEEK: "Tra pochi giorni",
    TrainingLetterKind.DAY: "Domani",
}

WAITING = "Sei in lista d’attesa"

# Refusals after which nobody is kept waiting any longer.
PATIENCE = 2


@dataclass(frozen=True)
class Sent:
    """How many went out, how many did not."""

    sent: int = 0
    failed: int = 0


def send_letters(*, at: dt.datetime, session: Any = None) -> Sent:
    """Send what waits, of one meeting or of all; asked again, send nothing twice.

    Of one meeting, somebody looks at the page meanwhile: where the post office does not answer, the
    night sends the rest.
    """
    letters = TrainingLetter.objects.filter(claimed_at=None)
    if session is not None:
        letters = letters.filter(session=session)
    drop_old(at)
    rows = letters.select_related("user", "session__course").order_by("pk")
    outcomes: list[bool | None] = []
    for row in rows:
        if session is not None and outcomes.count(False) >= PATIENCE:
            break
        if _is_due(row, at) and _is_for(row, at):
            message = message_of(row, at)
            name = f"training letter {row.pk}"
            outcomes.append(deliver_row(row, message, name, at))
    return Sent(outcomes.count(True), outcomes.count(False))


def drop_old(at: dt.datetime) -> int:
    """What is about a meeting that has begun, to somebody who left, or overtaken by a change."""
    over = Q(session__starts_at__lte=at) | Q(user__is_active=False)
    return TrainingLetter.objects.filter(over, claimed_at=None).delete()[0]


def _is_due(letter: TrainingLetter, at: dt.datetime) -> bool:
    """A mail about an earlier version is overtaken by that about the later one, and one of the
    week before by that of the day before."""
    is_late = (
        letter.kind == TrainingLetterKind.WEEK and _days_to(letter.session, at) <= 1
    )
    return bool(letter.version == letter.session.version and not is_late)


def _is_for(letter: TrainingLetter, at: dt.datetime) -> bool:
    """A mail may wait for days: meanwhile a profile ends, or the agreement."""
    access = access_of(letter.user, at.astimezone(ITALY).date())
    return can_read_course(access, letter.session.course)


def _days_to(session: TrainingSession, at: dt.datetime) -> int:
    return (session.day - at.astimezone(ITALY).date()).days


def message_of(letter: TrainingLetter, at: dt.datetime) -> EmailMessage:
    """The mail itself."""
    session = letter.session
    kind = TrainingLetterKind(letter.kind)
    place = Enrolment.objects.filter(session=session, user=letter.user).first()
    # Told on the day itself, after a night on which the mailbox refused.
    is_today = kind == TrainingLetterKind.DAY and _days_to(session, at) < 1
    context = {
        "kind": kind.name,
        "is_today": is_today,
        "course": session.course,
        "session": session,
        "when": when(session.starts_at, session.ends_at),
        "is_waiting": bool(place and place.is_waiting),
        "link": absolute(reverse("training_course", args=[session.course_id])),
    }
    text = render_to_string(TEMPLATE, context)
    subject = f"{_subject(context)}: {session.course.title}"
    to = [letter.user.email]
    return EmailMessage(" ".join(subject.split()), f"{text.strip()}\n", to=to)


def _subject(context: dict[str, Any]) -> str:
    """What a list of mails shows of it: never a place that there is not."""
    if context["is_today"]:
        return "Oggi"
    if context["kind"] == "ENROLLED" and context["is_waiting"]:
        return WAITING
    return SUBJECTS[TrainingLetterKind[context["kind"]]]
