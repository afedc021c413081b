"""The night's notices: an agreement ends, say the parties' *responsabili* and the coordinator.

180 and 60 days before (`network.states.NOTICE_DAYS`), once for each person, agreement, end and
step; an end that a modification moved is told anew.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.utils import timezone

from accounts.mail import deliver
from accounts.models import Membership, User
from accounts.roles import RoleCode
from core.dates import add_months
from editorial.models import AgreementNotice
from network.reading import all_agreements
from network.states import last_day, notice_on
from network.wording import days_left

KEPT_MONTHS = 24


@dataclass(frozen=True)
class Ending:
    """An agreement that ends: its last day and the step reached, in days before it."""

    page: Any
    ends_on: dt.date
    days: int


def tell_parties() -> str:
    """The night's job; one line."""
    return tell_parties_on(timezone.localdate())


def tell_parties_on(on: dt.date) -> str:
    """Tell those who were not told yet. Asked again on the same day, write nothing."""
    mails = failed = 0
    for ending in endings(on):
        for user in _people(ending, on):
            is_sent = _tell(user, ending, on)
            mails += is_sent is True
            failed += is_sent is False
    forget_notices(on)
    told = f"avvisi di scadenza degli accordi: {mails} inviati"
    return f"{told}, {failed} non riusciti" if failed else told


def endings(on: dt.date) -> Iterator[Ending]:
    """The published agreements whose end is near."""
    for page in all_agreements():
        days, last = notice_on(page.terms, on), last_day(page.terms, on)
        if days is not None and last is not None:
            yield Ending(page, last, days)


def _people(ending: Ending, on: dt.date) -> list[User]:
    """Each once, also who answers for two parties."""
    bodies = [row.organisation_id for row in ending.page.parties.all()]
    active = Membership.objects.active_on(on).select_related("user").order_by("pk")
    managers = active.with_role(RoleCode.MANAGER).filter(organisation__in=bodies)
    common = active.with_role(RoleCode.COORDINATOR)
    return list(dict.fromkeys(row.user for row in (*managers, *common)))


def _tell(user: User, ending: Ending, on: dt.date) -> bool | None:
    """Whether the mail went out; None: it had gone before.

    The row comes first and goes again where the mail is refused: no transaction waits for the post
    office, and nobody is told twice.
    """
    notice, is_new = AgreementNotice.objects.get_or_create(
        user=user,
        page_id=ending.page.pk,
        ends_on=ending.ends_on,
        days=ending.days,
        defaults={"sent_on": on},
    )
    if not is_new:
        return None
    is_sent = deliver(_letter(user, ending, on), f"agreement notice to user {user.pk}")
    if not is_sent:  # The others are written to; this one is tried again tomorrow.
        notice.delete()
    return is_sent


def _letter(user: User, ending: Ending, on: dt.date) -> EmailMessage:
    page, base = ending.page, settings.WAGTAILADMIN_BASE_URL
    context = {
        "title": page.title,
        "ends_on": ending.ends_on,
        "left": days_left(page.terms, on),
        "parties": [row.name for row in page.parties.all()],
        "lacks_evaluation": page.needs_evaluation and page.evaluated_on is None,
        "article": page.evaluation_article,
        "url": f"{base}{page.url}",
        "service_name": settings.WAGTAIL_SITE_NAME,
    }
    return EmailMessage(
        " ".join(f"Sta per scadere: {page.title}".split()),
        render_to_string("editorial/agreements/mail.txt", context),
        to=[user.email],
        headers={"Auto-Submitted": "auto-generated"},
    )


def forget_notices(on: dt.date) -> int:
    """Drop those of agreements that ended two years ago."""
    old = AgreementNotice.objects.filter(ends_on__lt=add_months(on, -KEPT_MONTHS))
    return old.delete()[0]
