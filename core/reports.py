"""What the night did, for the administrator."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from wagtail.admin.ui.tables import Column, DateColumn
from wagtail.admin.views.reports import ReportView

from core.models import JobRun


class NightReportView(ReportView):
    """Each job of each night, the newest first."""

    page_title = "Lavori della notte"
    header_icon = "history"
    model = JobRun
    index_url_name = "nightly_runs"
    index_results_url_name = "nightly_runs_results"
    default_ordering = "-started_at"
    is_searchable = False
    list_export = ["started_at", "name", "outcome", "line", "error"]
    export_headings = {"outcome": "Esito"}
    columns = [
        DateColumn("started_at", label="Quando"),
        Column("name", label="Lavoro"),
        Column("outcome", label="Esito"),
        Column("line", label="Che cosa ha fatto"),
        Column("error", label="Errore"),
    ]

    def dispatch(
        self, request: HttpRequest, *args: Any, **kwargs: Any
    ) -> HttpResponseBase:
        if not request.user.is_superuser:
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_queryset(self) -> QuerySet:
        self.queryset = JobRun.objects.order_by("-started_at", "-pk")
        return super().get_queryset()
