"""Lists for the coordinator, in the admin's reports."""

from typing import Any

from django.db.models import QuerySet
from wagtail.admin.views.reports import PageReportView

from core.report_access import ReadersOnly
from directory.models import DeskPage, ServicePage
from directory.models.desk import PROTOCOL_KINDS


class CoordinatorReportView(ReadersOnly, PageReportView):
    """A report on every body's pages, drafts too: it is not for the editors of one."""


class ServicesToCheckView(CoordinatorReportView):
    """Sheets with notes on what could not be established."""

    page_title = "Schede da verificare"
    header_icon = "help"
    model = ServicePage
    index_url_name = "services_to_check"
    index_results_url_name = "services_to_check_results"
    list_export = [*PageReportView.list_export, "to_check"]
    export_headings = {"to_check": "Da verificare"}
    results_template_name = "directory/reports/services_to_check.html"

    def get_queryset(self) -> QuerySet:
        self.queryset = ServicePage.objects.exclude(to_check="").by_title()
        return super().get_queryset()


class ProtocolDesksView(CoordinatorReportView):
    """Desks of the protocol (Art. 2) without step-free access or phone hours told."""

    page_title = "Sportelli del protocollo da completare"
    header_icon = "warning"
    model = DeskPage
    index_url_name = "protocol_desks"
    index_results_url_name = "protocol_desks_results"

    def get_queryset(self) -> QuerySet:
        incomplete: Any = DeskPage.objects.lacking_protocol_facts(PROTOCOL_KINDS)
        # What each row shows of its page's state, read for all rows at once.
        stated = incomplete.prefetch_workflow_states().annotate_approved_schedule()
        rows = stated.annotate_site_root_state().select_related("locale")
        self.queryset = rows.by_title()
        return super().get_queryset()
