"""Mail to people with an account: plain text in Italian, one recipient each."""

from __future__ import annotations

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
    try:
        message.send()
    except (OSError, SMTPException) as error:
        # The address is personal data: the kind of fault is enough.
        logger.error("accounts.mail %s not sent: %s", template, type(error).__name__)
        return False
    return True
