"""Ways to the restricted part, shown to those alone who may enter."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.utils import timezone
from django.utils.html import format_html

from intranet.entry.access import access_of


def root_url() -> str | None:
    """The address of the root; None where the site has none."""
    from intranet.models import IntranetPage

    root = IntranetPage.objects.filter(live=True).first()
    return root.url if root else None


def door(user: Any) -> str | None:
    """Where somebody goes after login who has no business in the admin."""
    return root_url() if access_of(user, timezone.localdate()).enters else None


def own_access_link(request: HttpRequest, user: Any) -> str:
    """An entry of the list on the page of one's own access."""
    url = door(user)
    if url is None:
        return ""
    return format_html('<li><a href="{}">La parte riservata</a></li>', url)
