"""By which title the admin calls a page: the next one is told only to who may work on it.

Wagtail's choosers, forms and trails call every page by the title of its draft, whoever looks.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from django.http import HttpRequest
from wagtail.models import Page
from wagtail.permissions import page_permission_policy

from core.visibility import is_published

NOT_PUBLIC = "Pagina non pubblicata"
_request: ContextVar[HttpRequest | None] = ContextVar("request", default=None)


@contextmanager
def asked_by(request: HttpRequest) -> Iterator[None]:
    """Titles inside are for the person of this request."""
    token = _request.set(request)
    try:
        yield
    finally:
        _request.reset(token)


def is_known(page: Page) -> bool:
    """Published, or of a branch of who asks; outside a request everything is."""
    return is_published(page) or _works_on(page)


def shown_title(page: Page) -> str:
    """What the admin calls the page to who asks."""
    if _works_on(page):
        return page.draft_title or page.title
    return page.title if is_published(page) else NOT_PUBLIC


def _works_on(page: Page) -> bool:
    """Holds a right on the page, by its branch; without a query beyond the rights, read once."""
    request = _request.get()
    if request is None or request.user.is_superuser:
        return True
    rights = page_permission_policy.get_cached_permissions_for_user(request.user)
    return any(page.path.startswith(right.page.path) for right in rights)


def call_pages_by_who_asks(kind: Any = Page) -> None:
    """Every page, whatever its type: lists hold plain ones."""
    kind.get_admin_display_title = shown_title
