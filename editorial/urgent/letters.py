"""Tells a body's managers and the coordinator what was published at once."""

from __future__ import annotations

import logging
from smtplib import SMTPException, SMTPRecipientsRefused
from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.db.models import Q
from django.template.loader import render_to_string
from django.utils import timezone

from accounts.models import Membership, User
from accounts.roles import RoleCode
from editorial.models import UrgentChange
from editorial.urgent.words import told

logger = logging.getLogger(__name__)


def tell(change: UrgentChange, *, is_undoing: bool = False) -> int:
    """Write to each of them, one letter a person; return how many were sent.

    A post office that does not answer is noted: the change is public all the same, and whom it
    refuses keeps no letter from the others.
    """
    letters = _letters(change, is_undoing)
    try:
        with get_connection() as post:
            return sum(_is_sent(letter, post) for letter in letters)
    except (OSError, SMTPException) as error:
        # What the server says may hold an address, which is in no log.
        name = type(error).__name__
        logger.error("desk %s: nobody could be told: %s", change.desk_id, name)
        return 0


def _letters(change: UrgentChange, is_undoing: bool) -> list[EmailMessage]:
    context = {
        "desk": change.desk,
        "by": change.made_by,
        "lines": told(change.before, change.after),
        "is_undoing": is_undoing,
        "site": settings.WAGTAILADMIN_BASE_URL,
    }
    text = render_to_string("editorial/urgent/letter.txt", context)
    # A title may have been typed over two lines; a subject is one.
    subject = f"{' '.join(change.desk.title.split())}: orari e telefoni cambiati"
    headers = {"Auto-Submitted": "auto-generated"}
    return [
        EmailMessage(subject, text, to=[person.email], headers=headers)
        for person in readers_of(change)
    ]


def _is_sent(letter: EmailMessage, post: Any) -> bool:
    try:
        return bool(post.send_messages([letter]))
    except SMTPRecipientsRefused:
        logger.error("one of those to be told was refused")
        return False


def readers_of(change: UrgentChange) -> list[User]:
    """The body's managers and the coordinators in force, but for whoever did it."""
    body = change.desk.get_parent()
    who = Q(role=RoleCode.MANAGER, organisation_id=body.pk)
    who |= Q(role=RoleCode.COORDINATOR)
    active = Membership.objects.active_on(timezone.localdate()).filter(who)
    people = User.objects.filter(memberships__in=active).distinct().order_by("email")
    return [person for person in people if person.pk != change.made_by_id]
