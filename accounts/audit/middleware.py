"""Records lists that leave as a file, and the reading of other people's data."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.urls import ResolverMatch

from accounts.audit.kinds import Kind
from accounts.audit.recording import record

FORMATS = {"csv", "xlsx"}
USER, PROFILE = "accounts.user", "accounts.membership"
# Names of views that show data of people to those few who may see them: of users, of a body's
# people (whose number is a code of the entry), and of these as a document.
USERS = {f"wagtailusers_users:{part}" for part in ("index", "index_results", "edit")}
PROFILES = {
    "people_of_body",
    "people_everywhere",
    "access_review_body",
    "access_review_common",
}
REPORTS = {"access_report_body", "access_report_common"}


class AuditMiddleware:
    """Looks at the answer: what was refused was not read."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        match = request.resolver_match
        if match is not None and response.status_code == 200:
            self._look(request, response, match)
        return response

    def _look(
        self, request: HttpRequest, response: HttpResponse, match: ResolverMatch
    ) -> None:
        view, number, user = match.view_name, match.kwargs.get("pk"), request.user
        form = request.GET.get("export")
        if form in FORMATS and _is_file(response):
            record(Kind.EXPORT, user=user, about=(view, ""), format=form)
        elif view in REPORTS and _is_file(response):
            record(Kind.EXPORT, user=user, about=(view, ""), format="pdf", body=number)
        elif request.method == "GET" and view in USERS:
            record(Kind.READING, user=user, about=(USER, str(number or "")))
        elif request.method == "GET" and view in PROFILES:
            record(Kind.READING, user=user, about=(PROFILE, ""), body=number)


def _is_file(response: HttpResponse) -> bool:
    return response.headers.get("Content-Disposition", "").startswith("attachment")
