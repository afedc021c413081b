"""The mails about reviews, and who is still to get one: a mailbox may refuse."""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from django.conf import settings
from django.db.models import Q
from django.urls import reverse

from accounts.mail import absolute, send
from accounts.models import Membership, ReviewNotice
from accounts.reviewing import calendar
from accounts.reviewing.calendar import Stage
from core.dates import on_day, until_day
from directory.models import OrganisationPage

# One person who is still to be told of one notice.
Waiting: Any = ReviewNotice.not_told.through


@dataclass(frozen=True)
class Notice:
    """One thing to tell of one profile."""

    membership: Membership
    stage: Stage
    day: dt.date


def name_of(organisation: OrganisationPage | None) -> str:
    """The body, or the whole site."""
    return organisation.title if organisation else "tutto il sito"


def waiting_for(rows: Iterable[ReviewNotice]) -> list[Any]:
    """Who is still to be told of these, a person's together."""
    found = Waiting.objects.filter(reviewnotice__in=[row.pk for row in rows])
    related = ("user", "reviewnotice__membership__user")
    return list(found.select_related(*related).order_by("user_id", "pk"))


def tell_again(on: dt.date) -> list[str]:
    """Try the mailboxes that refused; the names of the bodies of which some still do."""
    rows = Waiting.objects.select_related(
        "user",
        "reviewnotice__membership__user",
        "reviewnotice__membership__organisation",
    )
    # What is over is told to nobody any more, and nothing to whoever has left.
    is_over = Q(reviewnotice__membership__withdrawn_at__isnull=False)
    rows.filter(is_over | Q(user__is_active=False)).delete()
    groups: dict[OrganisationPage | None, list[Any]] = defaultdict(list)
    for row in rows.order_by("user_id", "pk"):
        groups[row.reviewnotice.membership.organisation].append(row)
    return [name_of(body) for body, few in groups.items() if not deliver(body, few, on)]


def deliver(
    organisation: OrganisationPage | None, waiting: list[Any], on: dt.date
) -> bool:
    """One mail a person with all of the body that waits for them, and one to each whose own
    profile was suspended; whether all went out."""
    where, is_whole = name_of(organisation), True
    for user, group in groupby(waiting, key=lambda row: row.user):
        own: list[Any] = []
        others: list[Any] = []
        for row in group:
            (own if _is_own(row) else others).append(row)
        letters = [(_own_letter, [row]) for row in own]
        letters += [(_letter, others)] if others else []
        for letter, rows in letters:
            template, context = letter([row.reviewnotice for row in rows], where, on)
            if send(template=template, to=user.email, context=context):
                Waiting.objects.filter(pk__in=[row.pk for row in rows]).delete()
            else:
                is_whole = False
    return is_whole


def _is_own(row: Any) -> bool:
    membership = row.reviewnotice.membership
    return bool(membership.suspended_at and membership.user_id == row.user_id)


def _letter(
    rows: list[ReviewNotice], where: str, on: dt.date
) -> tuple[str, dict[str, Any]]:
    notices = [Notice(row.membership, Stage(row.stage), row.due_on) for row in rows]
    link = absolute(reverse("access_review"))
    return "review_reminder", {
        "where": where,
        "lines": lines(notices, on),
        "link": link,
    }


def _own_letter(
    rows: list[ReviewNotice], where: str, on: dt.date
) -> tuple[str, dict[str, Any]]:
    (row,) = rows
    return "suspended", {
        "where": where,
        "is_unused": row.stage == Stage.DORMANT,
        "days": settings.DORMANT_DAYS,
        "until": calendar.ends_on(row.due_on),
    }


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
