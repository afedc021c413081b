"""Tells the administrator, once a day of each person, that a limit was reached.

The mail names nobody: it says where in the security log the number of the account stands.
"""

from __future__ import annotations

import datetime as dt

from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.urls import reverse

from accounts.mail import absolute, deliver
from accounts.models import Membership
from accounts.roles import RoleCode
from intranet.models import LimitReached

SUBJECT = "Molti recapiti di referenti aperti da una sola persona"
# What nobody could be told within a week is no news any more; the log keeps it.
KEPT_TRYING = dt.timedelta(days=7)


def tell_administrators(on: dt.date) -> int:
    """Send what was not told yet; of how many. A mailbox that refuses stops nobody, and is tried
    again by the night as long as none took it."""
    rows = LimitReached.objects.filter(is_told=False, on__gte=on - KEPT_TRYING)
    told = 0
    for row in rows.order_by("pk"):
        if any([_tell(address, row) for address in addresses(on)]):  # noqa: C419
            row.is_told = True
            row.save(update_fields=["is_told"])
            told += 1
    return told


def addresses(on: dt.date) -> list[str]:
    """Of the administrators of that day."""
    rows = Membership.objects.active_on(on).with_role(RoleCode.ADMINISTRATOR)
    return sorted(set(rows.values_list("user__email", flat=True)))


def _tell(address: str, row: LimitReached) -> bool:
    context = {"row": row, "link": absolute(reverse("audit_log"))}
    text = render_to_string("intranet/limits/alert.txt", context)
    message = EmailMessage(SUBJECT, f"{text.strip()}\n", to=[address])
    return deliver(message, "intranet.limits alert")
