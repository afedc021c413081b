"""The way to the lists from the page of all services; nothing before the first list."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.template.loader import render_to_string

from core import memo
from editorial.models import ListRelease

SLOT = "services-index"
KEY = "editorial.has_lists"


def lists_link(request: HttpRequest, subject: Any) -> str:
    """A link where there is something to download; kept a minute."""
    if not memo.remembered(KEY, ListRelease.objects.exists):
        return ""
    return render_to_string("editorial/releases/slot.html")
