"""In whose name the site gives what goes into a calendar: the office's, nobody's own."""

from __future__ import annotations

from email.utils import parseaddr

from django.conf import settings

from core.calendar_file import Mailbox


def office() -> Mailbox:
    """The address that mails come from: RFC 5546, 3.2 wants an organiser also in a file that is
    downloaded, and a calendar takes a change only from the one it knows."""
    return Mailbox(
        settings.WAGTAIL_SITE_NAME, parseaddr(settings.DEFAULT_FROM_EMAIL)[1]
    )
