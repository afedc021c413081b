"""What the page about one's own access says of reviews and instructions."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils import timezone

from accounts.permissions import can_enter_people, standing


def links(request: HttpRequest, user: Any) -> str:
    """Provider of the slot `own-access`: where to review others, and to read instructions again."""
    reviews = can_enter_people(standing(user, timezone.localdate()))
    return render_to_string("accounts/reviewing/own_access.html", {"reviews": reviews})
