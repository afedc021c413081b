"""What every template may use, without a query or a cookie for a visitor."""

from typing import Any

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from core.frame import frame_for


def user(request: HttpRequest) -> dict[str, Any]:
    """`user`, read from the session only where a session cookie is there."""
    if settings.SESSION_COOKIE_NAME not in request.COOKIES:
        return {"user": AnonymousUser()}
    return {"user": SimpleLazyObject(lambda: request.user)}


def frame(request: HttpRequest) -> dict[str, Any]:
    """`frame`: site settings, menu, emergency numbers (`core.frame.Frame`)."""
    return {"frame": SimpleLazyObject(lambda: frame_for(request))}
