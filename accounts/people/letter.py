"""The mail of an invitation."""

from __future__ import annotations

from urllib.parse import urlencode

from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from accounts.mail import absolute, send
from accounts.models import Invitation
from core.models import SiteSettings


def send_invitation(invitation: Invitation, token: str) -> bool:
    """The link to accept. The code is in the query, which no log of ours holds."""
    link = f"{reverse('accept_invitation')}?{urlencode({'codice': token})}"
    return send(
        template="invitation",
        to=invitation.email,
        context={
            "invitation": invitation,
            "role": invitation.rights,
            "giver": invitation.given_by.name,
            "site": str(SiteSettings.objects.first() or settings.WAGTAIL_SITE_NAME),
            "link": absolute(link),
            "until": timezone.localtime(invitation.expires_at),
        },
    )
