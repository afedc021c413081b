"""Sends the letters that wait: each once, none stopped by another's mailbox.

A letter is claimed, committed, then sent, and given back where the post office refuses it: the
next night tries again. Where the machine goes down between claim and sending it is not sent: the
coordinator sees which body has no date. Nothing is sent inside a transaction.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.core.mail import EmailMessage
from django.utils import timezone

from accounts.mail import deliver_row
from editorial.models import ListLetter, ListReceipt
from editorial.releases.letters import Told, letter_for, told_of
from editorial.releases.permissions import keepers_of

# After these days a letter that nobody would take is old news.
TRIED_FOR = dt.timedelta(days=30)


@dataclass(frozen=True)
class Outcome:
    """How many letters went out, how many did not."""

    sent: int = 0
    failed: int = 0


def send_letters(*, at: dt.datetime) -> Outcome:
    """Send all that wait; asked again, send nothing twice."""
    outcomes = []
    subjects: dict[tuple[int | None, int | None], Told] = {}
    for letter in waiting(at):
        key = letter.release_id, letter.digest_id
        if key not in subjects:
            subjects[key] = told_of(letter.subject)
        message = letter_for(letter.user, subjects[key], timezone.localtime(at).date())
        if message is None:  # They keep nothing any more.
            letter.delete()
        else:
            outcomes.append(_send(letter, message, at))
    return Outcome(outcomes.count(True), outcomes.count(False))


def waiting(at: dt.datetime) -> list[ListLetter]:
    """The letters to be sent, to people whose account is open."""
    letters = ListLetter.objects.filter(
        claimed_at=None, user__is_active=True, release__withdrawal=None
    )
    rows = letters.select_related("user", "release", "digest").order_by("pk")
    whole = rows.defer("release__content")
    return [row for row in whole if at - row.subject.told_at <= TRIED_FOR]


def _send(letter: ListLetter, message: EmailMessage, at: dt.datetime) -> bool | None:
    is_sent = deliver_row(letter, message, f"list letter {letter.pk}", at)
    if is_sent:
        _note_receipts(letter, at)
    return is_sent


def _note_receipts(letter: ListLetter, at: dt.datetime) -> None:
    """The bodies that this person keeps have been told."""
    on = timezone.localtime(at).date()
    bodies = keepers_of(on).filter(user=letter.user_id).values("organisation")
    told = ListReceipt.objects.filter(body__in=bodies, sent_at=None)
    told.filter(release=letter.release_id, digest=letter.digest_id).update(sent_at=at)
