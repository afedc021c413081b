"""Tells those who answer for a body that the look at its data is due: once, then every month."""

from __future__ import annotations

import datetime as dt

from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone

from accounts.mail import absolute, deliver
from core import nightly
from intranet.data_care.people import answering_for
from intranet.data_care.reading import Standing, standings
from intranet.entry.access import agreements_in_force
from intranet.models import DataReviewNotice

AGAIN = dt.timedelta(days=30)


def register() -> None:
    """The night's job."""
    nightly.register("data_review", remind)


def remind() -> str:
    """One line."""
    return remind_on(timezone.localdate())


def remind_on(on: dt.date) -> str:
    """Mail for each body, and the coordination, whose look is due and that was not told for a
    month; where no agreement is in force nobody keeps anything here."""
    bodies: set[int | None] = set()
    for one in agreements_in_force(on):
        bodies |= {None, *one.parties}
    told = {
        row.organisation_id: row.sent_on
        for row in DataReviewNotice.objects.order_by("sent_on", "pk")
    }
    rows = [row for row in standings(bodies, on) if row.is_due]
    late = [r for r in rows if r.body not in told or told[r.body] <= on - AGAIN]
    sent = sum(_tell(row, on) for row in late)
    return f"verifica dei dati: {len(rows)} da fare, {sent} avvisi mandati"


def _tell(row: Standing, on: dt.date) -> bool:
    """Whether somebody got the mail; where nobody did, tomorrow again."""
    is_told = False
    for user in answering_for(row.body, on):
        is_told |= deliver(_letter(user.email, row), f"data review to user {user.pk}")
    if is_told:
        DataReviewNotice.objects.create(organisation_id=row.body, sent_on=on)
    return is_told


def _letter(address: str, row: Standing) -> EmailMessage:
    context = {
        "title": row.title,
        "last": row.last,
        "url": absolute(reverse("intranet_data_reviews")),
        "service_name": settings.WAGTAIL_SITE_NAME,
    }
    return EmailMessage(
        " ".join(f"Verifica dei dati: {row.title}".split()),
        render_to_string("intranet/data_care/mail.txt", context),
        to=[address],
        headers={"Auto-Submitted": "auto-generated"},
    )
