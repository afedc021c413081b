"""Mails about reviews: each thing is told once for each due day, however often the night runs."""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from accounts.mail import absolute, send
from accounts.models import Membership, ReviewNotice
from accounts.reviewing import calendar
from accounts.reviewing.calendar import Reason, Stage
from accounts.reviewing.due import due_on
from accounts.reviewing.reviewers import told_about
from core.dates import on_day, until_day
from directory.models import OrganisationPage


@dataclass(frozen=True)
class Notice:
    """One thing to tell of one profile."""

    membership: Membership
    stage: Stage
    day: dt.date


class NotAllSent(RuntimeError):
    """The mails of some bodies did not go out; the next night tries again."""


def tell_all(on: dt.date) -> int:
    """Send what was not told yet, body by body; how many profiles it spoke of.

    Raises NotAllSent at the end where the mails of a body did not go out.
    """
    failed: list[str] = []
    told = 0
    for organisation, notices in _by_body(untold(on)).items():
        try:
            _tell(organisation, notices, on)
            told += len(notices)
        except NotAllSent:  # The other bodies must be told all the same.
            failed.append(_name(organisation))
    if failed:
        raise NotAllSent(f"avvisi non mandati: {', '.join(failed)}")
    return told


def untold(on: dt.date) -> list[Notice]:
    """What is to be told on that day and was not told yet."""
    rows = Membership.objects.in_force_or_suspended(on, reasons=list(Reason))
    rows = rows.select_related("user", "organisation").prefetch_related("notices")
    found = [notice for row in rows if (notice := _notice(row, on))]
    return [notice for notice in found if not _is_told(notice)]


def _notice(membership: Membership, on: dt.date) -> Notice | None:
    if membership.suspended_at:
        is_unused = membership.suspended_because == Reason.DORMANT
        stage = Stage.DORMANT if is_unused else Stage.SUSPENDED
        day = timezone.localdate(membership.suspended_at)
        return Notice(membership, stage, day)
    due = due_on(membership)
    reminder = calendar.stage_on(due, on)
    return Notice(membership, reminder, due) if reminder else None


def _is_told(notice: Notice) -> bool:
    known = {(row.stage, row.due_on) for row in notice.membership.notices.all()}
    return (notice.stage, notice.day) in known


def _by_body(
    notices: Iterable[Notice],
) -> dict[OrganisationPage | None, list[Notice]]:
    groups: dict[OrganisationPage | None, list[Notice]] = defaultdict(list)
    for notice in notices:
        groups[notice.membership.organisation].append(notice)
    return groups


def _name(organisation: OrganisationPage | None) -> str:
    return organisation.title if organisation else "tutto il sito"


@transaction.atomic
def _tell(
    organisation: OrganisationPage | None, notices: list[Notice], on: dt.date
) -> None:
    """What is recorded here is undone where a mail does not go out."""
    ReviewNotice.objects.bulk_create(
        ReviewNotice(membership=n.membership, stage=n.stage, due_on=n.day, sent_on=on)
        for n in notices
    )
    where = _name(organisation)
    link = absolute(reverse("access_review"))
    context = {"where": where, "lines": lines(notices, on), "link": link}
    for user in told_about(organisation.pk if organisation else None, on):
        _send("review_reminder", user.email, context)
    for notice in notices:
        if notice.membership.suspended_at:
            _tell_person(notice, where)


def _tell_person(notice: Notice, where: str) -> None:
    context = {
        "where": where,
        "is_unused": notice.stage == Stage.DORMANT,
        "days": settings.DORMANT_DAYS,
        "until": calendar.ends_on(notice.day),
    }
    _send("suspended", notice.membership.user.email, context)


def _send(template: str, to: str, context: dict[str, Any]) -> None:
    """Raises NotAllSent where the mail server refuses: what was not told is told again."""
    if not send(template=template, to=to, context=context):
        raise NotAllSent(template)


def lines(notices: Iterable[Notice], on: dt.date) -> list[str]:
    """What is told in a mail: how many profiles, what of them, by when. No names: a mail may be
    read by others."""
    counted = Counter((notice.day, notice.stage) for notice in notices)
    return [
        _line(stage, day, count, on) for (day, stage), count in sorted(counted.items())
    ]


def _line(stage: Stage, day: dt.date, count: int, on: dt.date) -> str:
    is_one = count == 1
    profiles = "1 profilo" if is_one else f"{count} profili"
    if stage in (Stage.MONTH, Stage.WEEK):
        return f"{profiles} da verificare entro {on_day(day)}"
    if stage == Stage.DUE:
        last = calendar.last_day(day, on) or day
        verb = "scadeva" if day < on else "scade oggi"
        when = f" {on_day(day)}" if day < on else ""
        return (
            f"{profiles}: la verifica {verb}{when}. "
            f"Dopo {on_day(last)} l'accesso si sospende da solo"
        )
    suspended = "sospeso" if is_one else "sospesi"
    if stage == Stage.SUSPENDED:
        why = "nessuno lo ha verificato" if is_one else "nessuno li ha verificati"
    else:
        why = f"nessuno è entrato per {settings.DORMANT_DAYS} giorni"
    until = until_day(calendar.ends_on(day), with_year=True)
    return f"{profiles} {suspended}: {why}. Si può riattivare fino {until}"
