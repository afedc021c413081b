"""Mail to people with an account: plain text in Italian, one recipient each."""

from __future__ import annotations

import datetime as dt
import logging
from smtplib import SMTPException
from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string

logger = logging.getLogger(__name__)


def absolute(path: str) -> str:
    """An address of this site for a mail: never what a request called the site."""
    return f"{settings.WAGTAILADMIN_BASE_URL}{path}"


def send(*, template: str, to: str, context: dict[str, Any]) -> bool:
    """Send `accounts/mail/TEMPLATE.txt` with the subject `accounts/mail/TEMPLATE_subject.txt`.

    False, with a line in the log, where the mail server refuses: that must not undo what was done,
    nor show an error page.
    """
    subject = render_to_string(f"accounts/mail/{template}_subject.txt", context)
    text = render_to_string(f"accounts/mail/{template}.txt", context)
    message = EmailMessage(" ".join(subject.split()), f"{text.strip()}\n", to=[to])
    return deliver(message, f"accounts.mail {template}")


def deliver(message: EmailMessage, name: str) -> bool:
    """Whether the post office took a mail; where not, a line in the log names it as `name`.

    What the server says may hold the address, which is personal data: the kind of fault is enough.
    """
    try:
        message.send()
    except (OSError, SMTPException, ValueError) as error:
        logger.error("%s not sent: %s", name, type(error).__name__)
        return False
    return True


def deliver_row(
    row: Any, message: EmailMessage, name: str, at: dt.datetime
) -> bool | None:
    """Send the letter that a row stands for, with its `claimed_at` and `sent_at`.

    Claimed first, so that of two senders one sends (None: the other), and given back where the post
    office refuses it. Never inside a transaction.
    """
    mine = type(row)._default_manager.filter(pk=row.pk)
    if not mine.filter(claimed_at=None).update(claimed_at=at):
        return None
    if not deliver(message, name):
        mine.update(claimed_at=None)
        return False
    mine.update(sent_at=at)
    return True
