"""Writes and sends the letters about meetings: each once, none stopped by another's mailbox.

A letter is a row; it is claimed, committed, then sent, and given back where the post office refuses
it: the next night tries again, for a week. Nothing is sent inside a transaction.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from functools import partial

from django.db import transaction
from django.utils import timezone

from accounts.mail import deliver_row
from intranet.entry.access import access_of
from intranet.meetings.letters import letter_for
from intranet.meetings.people import who_may_be_told
from intranet.models import Meeting, MeetingLetter, MeetingLetterKind
from intranet.models.meeting import MeetingPerson, MeetingReply

TRIED_FOR = dt.timedelta(days=7)
# A change or a cancellation is news only to who knew of the meeting.
ONCE = frozenset({MeetingLetterKind.INVITATION, MeetingLetterKind.REMINDER})


def tell_people(meeting: Meeting, kind: MeetingLetterKind, at: dt.datetime) -> int:
    """A letter to everybody invited who was not told this yet; how many."""
    rows = MeetingPerson.objects.filter(body__meeting=meeting)
    if kind == MeetingLetterKind.REMINDER:
        # Who delegates does not go either: the colleague is invited in turn.
        rows = rows.exclude(answer__in=(MeetingReply.DECLINES, MeetingReply.DELEGATES))
    pairs = list(rows.values_list("body__organisation", "user"))
    on = timezone.localtime(at).date()
    users = {user for _, user in who_may_be_told(pairs, on)}
    sequence = 0 if kind in ONCE else meeting.sequence
    return write(meeting, kind, users, at, sequence)


def tell_dropped(meeting: Meeting, users: Iterable[int], at: dt.datetime) -> None:
    """They are no longer invited: the meeting leaves their calendars. Invited again, they are told
    again."""
    dropped = set(users)
    letters = MeetingLetter.objects.filter(meeting=meeting, user__in=dropped)
    letters.filter(kind=MeetingLetterKind.INVITATION).delete()
    letters.filter(kind=MeetingLetterKind.CANCELLATION).delete()
    write(meeting, MeetingLetterKind.CANCELLATION, dropped, at, meeting.sequence + 1)


def write(
    meeting: Meeting,
    kind: MeetingLetterKind,
    users: Iterable[int],
    at: dt.datetime,
    sequence: int = 0,
) -> int:
    """Rows for those who have none of that kind and number; how many."""
    known = MeetingLetter.objects.filter(
        meeting=meeting, kind=kind, sequence=sequence, task=None
    )
    new = set(users) - set(known.values_list("user", flat=True))
    MeetingLetter.objects.bulk_create(
        MeetingLetter(
            meeting=meeting, kind=kind, user_id=user, sequence=sequence, written_at=at
        )
        for user in sorted(new)
    )
    return len(new)


def post_soon(at: dt.datetime) -> None:
    """Send what waits, once all is committed."""
    transaction.on_commit(partial(send_letters, at=at))


def send_letters(*, at: dt.datetime) -> tuple[int, int]:
    """Send all that wait; how many went out, how many did not."""
    waiting = MeetingLetter.objects.filter(
        claimed_at=None,
        task=None,
        user__is_active=True,
        written_at__gte=at - TRIED_FOR,
    )
    rows = waiting.select_related("user", "meeting", "meeting__minutes").order_by("pk")
    done = [_send(letter, at) for letter in rows]
    return done.count(True), done.count(False)


def _send(letter: MeetingLetter, at: dt.datetime) -> bool | None:
    """Whether it went out; None: another sender was first, or it is not, or no longer, for them."""
    if not _is_for(letter, at):
        return None
    message = letter_for(letter)
    if message is None:
        MeetingLetter.objects.filter(pk=letter.pk).update(claimed_at=at)
        return None
    return deliver_row(letter, message, f"meeting letter {letter.pk}", at)


def _is_for(letter: MeetingLetter, at: dt.datetime) -> bool:
    """A letter may wait for days: meanwhile a profile ends, or the agreement. That a meeting is off
    is told to whoever enters, also where their body is no longer invited."""
    access = access_of(letter.user, timezone.localtime(at).date())
    if letter.kind == MeetingLetterKind.CANCELLATION:
        return access.enters
    return Meeting.objects.readable_by(access).filter(pk=letter.meeting_id).exists()
