"""Headers and logs of every answer."""

import logging
import time
from collections.abc import Callable
from ipaddress import ip_address

from csp.middleware import CSPMiddleware
from django.db import DataError
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase

from core.quiet_paths import logged

Answer = Callable[[HttpRequest], HttpResponse]

access_log = logging.getLogger("access")

ADMIN_PREFIX = "/admin/"
# The admin's widgets start from inline scripts; a preview is framed by the admin.
ADMIN_POLICY = {
    "script-src": ["'self'", "'unsafe-inline'"],
    "style-src": ["'self'", "'unsafe-inline'"],
    "img-src": ["'self'", "data:", "blob:"],
    "frame-src": ["'self'"],
    "frame-ancestors": ["'self'"],
}


def truncated(address: str) -> str:
    """An IP address without the part that tells one household from the next (/24, /48)."""
    try:
        ip = ip_address(address)
    except ValueError:
        return "-"
    if ip.version == 4:
        return address.rsplit(".", 1)[0] + ".0"
    return ":".join(ip.exploded.split(":")[:3]) + "::"


class AccessLogMiddleware:
    """One line an answer: method, path, status, milliseconds. Never the query string,
    nor the end of a path that says what somebody chose, or is a key (`core.quiet_paths`).
    """

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        begun = time.perf_counter()
        response = self.get_response(request)
        access_log.info(
            "%s %s %s %s %.0fms",
            truncated(request.META.get("REMOTE_ADDR", "")),
            request.method,
            logged(request.path),
            response.status_code,
            (time.perf_counter() - begun) * 1000,
        )
        return response


class ContentSecurityPolicyMiddleware(CSPMiddleware):
    """Strict for visitors; another policy for the admin and for what the admin previews.

    A preview is rendered through an inner request with the page's own path, so the outer
    request decides.
    """

    def process_response(
        self, request: HttpRequest, response: HttpResponseBase
    ) -> HttpResponseBase:
        # The inner answer of a preview passes here first: it must not be given a policy,
        # or the outer one would leave it as it is.
        if getattr(request, "is_dummy", False):
            return response
        if request.path.startswith(ADMIN_PREFIX):
            response._csp_replace = ADMIN_POLICY  # type: ignore[attr-defined]
            # The admin frames its own previews.
            response.headers["X-Frame-Options"] = "SAMEORIGIN"
        return super().process_response(request, response)


class SecurityHeadersMiddleware:
    """Headers that Django has no setting for."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        response.headers.setdefault(
            "Permissions-Policy",
            "camera=(), microphone=(), payment=(), geolocation=(self)",
        )
        response.headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        return response


class UnheardNumbersMiddleware:
    """What no row can hold is of no row: numbers beyond 64 bits, texts with a zero character.

    SQLite's driver fails at the first, PostgreSQL's at the second, where others find nothing.
    Django asks beforehand only where one number of a plain column is compared.
    """

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        # Not only the views look for a path: old addresses are sought after them.
        if "\0" in request.path:
            raise Http404
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> None:
        """Asked where a view, or the rendering of its template, failed."""
        is_number = isinstance(error, OverflowError) and "SQLite INTEGER" in str(error)
        is_text = isinstance(error, DataError) and "NUL (0x00)" in str(error)
        if is_number or is_text:
            raise Http404 from error
