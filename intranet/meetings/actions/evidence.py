"""A meeting attests, by an explicit act, the duty to hold periodic ones (Art. 2).

The short name of the duty is what joins the two: an agreement without it is left alone.
"""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.utils import timezone

from core.dates import in_full
from intranet.entry.access import Access
from intranet.meetings.actions.entries import insist, note
from intranet.meetings.permissions import can_attest
from intranet.models import Meeting
from network.actions import record_evidence, withdraw_evidence
from network.models import DutyEvidence

DUTY = "incontri-di-aggiornamento"


def title_of(meeting: Meeting) -> str:
    """What the public page of the agreement will say: no title, no person."""
    present = [body.name for body in meeting.bodies.all() if body.was_present]
    day = in_full(timezone.localtime(meeting.starts_at).date())
    names = f"{', '.join(present[:-1])} e {present[-1]}" if present[1:] else present[0]
    return f"Incontro di aggiornamento del {day}: presenti {names}"[:255]


def source_of(meeting: Meeting) -> str:
    """What the statement is known by."""
    return f"meetings:{meeting.pk}"


def stated(meeting: Meeting) -> DutyEvidence | None:
    """The public statement, if it was made."""
    return DutyEvidence.objects.filter(source=source_of(meeting)).first()


@transaction.atomic
def attest(*, meeting: Meeting, by: Access, at: dt.datetime) -> DutyEvidence:
    """Say in public that the meeting was held. Raises `network.actions.UnknownDuty`."""
    insist(can_attest(by, meeting, at))
    assert meeting.agreement is not None  # noqa: S101 - insisted on above
    evidence = record_evidence(
        agreement=meeting.agreement,
        duty=DUTY,
        date=timezone.localtime(meeting.starts_at).date(),
        title=title_of(meeting),
        source=source_of(meeting),
        by=by.user,
    )
    note(meeting, "attest", by)
    return evidence


@transaction.atomic
def take_back(*, meeting: Meeting, by: Access, at: dt.datetime) -> int:
    """Say so no longer; how many statements."""
    insist(by.keeps_all)
    number = withdraw_evidence(source=source_of(meeting), by=by.user)
    note(meeting, "take_back", by)
    return number
