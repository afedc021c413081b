"""The way to these pages, for the page of one's own access."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils import timezone

from accounts.permissions import can_enter_people, standing

SLOT = "own-access"


def people_link(request: HttpRequest, subject: Any) -> str:
    """An entry of a list of links, for those who find something there."""
    if not can_enter_people(standing(request.user, timezone.localdate())):
        return ""
    return render_to_string("accounts/people/link.html")
