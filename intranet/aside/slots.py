"""The place on public pages from which operators open what is said to them.

It stands there only for whoever sends a session cookie, and costs no query: who that is, is asked
by the address that it leads to. A visitor's page stays byte for byte the same.
"""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.urls import reverse

from core import slots

PLACES = ("service-aside", "desk-aside", "organisation")


def register() -> None:
    """On sheets, desks and bodies."""
    for place in PLACES:
        slots.register(place, staff_aside)


def staff_aside(request: HttpRequest, page: Any) -> str:
    """A plain link, which the script turns into something that opens in place."""
    has_session = settings.SESSION_COOKIE_NAME in request.COOKIES
    if not has_session or not page.pk or getattr(request, "is_preview", False):
        return ""
    url = reverse("page_aside", args=[page.pk])
    login = f"{reverse(settings.LOGIN_URL)}?{urlencode({'next': request.path})}"
    return render_to_string("intranet/aside/place.html", {"url": url, "login": login})
