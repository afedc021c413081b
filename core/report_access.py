"""Reports on every body's pages: for whoever keeps the whole list, not for one body's editors."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from wagtail.admin.menu import MenuItem

READ = "core.read_reports"


def can_read_reports(user: Any) -> bool:
    """`core.read_reports`: these lists show drafts and open questions of every body."""
    return bool(user.has_perm(READ))


class ReportMenuItem(MenuItem):
    """An entry in the menu of reports, for those who may read it."""

    def is_shown(self, request: HttpRequest) -> bool:
        return can_read_reports(request.user)


class ReadersOnly:
    """Mixin of the views of such a report."""

    def dispatch(
        self, request: HttpRequest, *args: Any, **kwargs: Any
    ) -> HttpResponseBase:
        if not can_read_reports(request.user):
            raise PermissionDenied
        answer: HttpResponseBase = super().dispatch(request, *args, **kwargs)  # type: ignore[misc]
        return answer
