"""Records what leaves the admin as a file, and the reading of other people's data there."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from accounts.audit.kinds import Kind
from accounts.audit.recording import record

ADMIN = "wagtailadmin"
FORMATS = {"csv", "xlsx"}
PEOPLE = ("accounts.user", "")
# Names of views that show data of people to those few who may see them.
READINGS = {"wagtailusers_users:index", "wagtailusers_users:edit"}


class AuditMiddleware:
    """Looks at the answer: what was refused was not read."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        match = request.resolver_match
        if match is None or response.status_code != 200:
            return response
        if request.GET.get("export") in FORMATS and _is_file(response):
            self._exported(request, match.view_name)
        elif match.view_name in READINGS and request.method == "GET":
            self._read(request, str(match.kwargs.get("pk", "")))
        return response

    def _exported(self, request: HttpRequest, view: str) -> None:
        form = request.GET["export"]
        record(Kind.EXPORT, user=request.user, about=(view, ""), format=form)

    def _read(self, request: HttpRequest, number: str) -> None:
        record(Kind.READING, user=request.user, about=(PEOPLE[0], number))


def _is_file(response: HttpResponse) -> bool:
    return response.headers.get("Content-Disposition", "").startswith("attachment")
