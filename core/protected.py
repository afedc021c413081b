"""In the admin, deleting what something else needs is told in words."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.db.models import ProtectedError, RestrictedError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from core.middleware import ADMIN_PREFIX

NEEDED = "Non si può cancellare: qualcos'altro nel sito ne ha ancora bisogno."


class ProtectedMiddleware:
    """Wagtail asks the database and does not expect a no: a role's group, a body's collection."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(
        self, request: HttpRequest, error: Exception
    ) -> HttpResponse | None:
        """Back to the page that asked; the database has taken everything back."""
        is_no = isinstance(error, ProtectedError | RestrictedError)
        is_asked = request.method == "POST" and request.path.startswith(ADMIN_PREFIX)
        if not (is_no and is_asked):
            return None
        messages.error(request, NEEDED)
        return redirect(request.get_full_path())
