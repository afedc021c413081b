"""Mails to people with an account: plain text, in Italian, one recipient each."""

from __future__ import annotations

from typing import Any

from django.core.mail import EmailMessage
from django.template.loader import render_to_string


def send(*, template: str, to: str, context: dict[str, Any]) -> None:
    """Send `accounts/mail/TEMPLATE.txt` with the subject `accounts/mail/TEMPLATE_subject.txt`."""
    subject = render_to_string(f"accounts/mail/{template}_subject.txt", context)
    text = render_to_string(f"accounts/mail/{template}.txt", context)
    EmailMessage(" ".join(subject.split()), text, to=[to]).send()
