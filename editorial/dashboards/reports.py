"""The reports: what is due, which links are broken, which facts are missing, by body."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from functools import cached_property, partial
from typing import Any, ClassVar

from django.db.models import F, QuerySet
from django.middleware.csrf import get_token
from django.utils import timezone
from wagtail.admin.ui.tables import Column
from wagtail.models import Page

from core.querysets import published_pages, published_q
from core.report_access import ReadersOnly
from directory.models import DeskPage, OrganisationPage, ServicePage
from editorial.dashboards.listing import BodyOfLinkFilter, EditorialReport, Value
from editorial.dashboards.missing import missing_from, with_missing_facts
from editorial.freshness.querysets import due_day, needing_review
from editorial.models import CheckedLink, LinkPlace
from editorial.scope import edit_url, mine


def due_pages(user: Any, on: dt.date) -> QuerySet[Page]:
    """Pages to check, the longest unchecked first."""
    order = (F("reviewed_on").asc(nulls_first=True), "first_published_at", "title")
    return mine(needing_review(on), user).order_by(*order)


def broken_links(user: Any) -> QuerySet[LinkPlace]:
    """Places of links that do not work, on published pages."""
    rows = LinkPlace.objects.filter(
        published_q("page__"), link__in=CheckedLink.objects.broken()
    )
    rows = mine(rows, user, "page").select_related("link", "page__content_type")
    return rows.order_by("link__failing_since", "page__title", "pk")


def incomplete_pages(user: Any) -> QuerySet[Page]:
    """Sheets and desks that lack a fact."""
    return mine(with_missing_facts(), user).order_by("title")


class ConfirmColumn(Column):
    """The button that confirms a page."""

    cell_template_name = "editorial/dashboards/confirm_cell.html"

    def get_cell_context_data(
        self, instance: Page, parent_context: Any
    ) -> dict[str, Any]:
        request = parent_context["request"]
        return {
            "page": instance,
            "next": request.get_full_path(),
            "csrf_token": get_token(request),
        }


class DueReport(EditorialReport):
    """Pages whose due day has come."""

    page_title = "Pagine da verificare"
    header_icon = "check"
    model = Page
    index_url_name = "editorial_due"
    index_results_url_name = "editorial_due_results"
    export_filename = "pagine-da-verificare"

    def get_queryset(self) -> QuerySet:
        return due_pages(self.request.user, timezone.localdate())

    def url_of(self, row: Any) -> str:
        return edit_url(row.pk, Page)

    def values(self) -> list[Value]:
        return [
            Value("body", "Ente", lambda row: self.bodies.title_of(row.path)),
            Value(
                "reviewed_on", "Ultima verifica", lambda row: row.reviewed_on or "mai"
            ),
            Value("due_on", "Da verificare dal", due_day),
        ]

    def extra_columns(self) -> list[Column]:
        return [ConfirmColumn("confirm", label="È ancora tutto giusto?")]


class BrokenLinksReport(EditorialReport):
    """Links that have failed on three days, each with the place where it is mended."""

    page_title = "Collegamenti rotti"
    header_icon = "link"
    model = LinkPlace
    filterset_class = BodyOfLinkFilter
    index_url_name = "editorial_links"
    index_results_url_name = "editorial_links_results"
    export_filename = "collegamenti-rotti"

    def get_queryset(self) -> QuerySet:
        return broken_links(self.request.user)

    def title_of(self, row: LinkPlace) -> str:
        return str(row.page.title)

    def url_of(self, row: LinkPlace) -> str:
        return link_place_url(row)

    def values(self) -> list[Value]:
        return [
            Value("body", "Ente", lambda row: self.bodies.title_of(row.page.path)),
            Value("place", "Dove", lambda row: row.place),
            Value("url", "Indirizzo", lambda row: row.link.url),
            Value("problem", "Che cosa succede", lambda row: row.link.problem),
            Value("since", "Dal", lambda row: row.link.failing_since),
        ]


def link_place_url(row: LinkPlace) -> str:
    """The form of the page, open where the link stands."""
    model = row.page.cached_content_type.model_class() or Page
    return edit_url(row.page_id, model, row.name)


class MissingReport(EditorialReport):
    """Sheets and desks that do not tell all that people ask."""

    page_title = "Informazioni che mancano"
    header_icon = "help"
    model = Page
    index_url_name = "editorial_missing"
    index_results_url_name = "editorial_missing_results"
    export_filename = "informazioni-che-mancano"

    def get_queryset(self) -> QuerySet:
        return incomplete_pages(self.request.user)

    def url_of(self, row: Any) -> str:
        first = missing_from(row)[0]
        return edit_url(row.pk, first.model, first.name)

    def values(self) -> list[Value]:
        return [
            Value("body", "Ente", lambda row: self.bodies.title_of(row.path)),
            Value("missing", "Manca", _missing_words),
        ]


def _missing_words(row: Any) -> str:
    return ", ".join(fact.label for fact in missing_from(row))


class ByBodyReport(ReadersOnly, EditorialReport):
    """How each body stands: for the coordinator."""

    page_title = "Come va, ente per ente"
    header_icon = "group"
    model = OrganisationPage
    filterset_class = None
    title_label = "Ente"
    index_url_name = "editorial_by_body"
    index_results_url_name = "editorial_by_body_results"
    export_filename = "come-va-ente-per-ente"

    LABELS: ClassVar[dict[str, str]] = {
        "sheets": "Schede e sportelli pubblicati",
        "due": "Da verificare",
        "overdue": "di cui in ritardo",
        "incomplete": "Con informazioni che mancano",
        "links": "Collegamenti rotti",
    }

    def get_queryset(self) -> QuerySet:
        return OrganisationPage.objects.published().order_by("title")

    def url_of(self, row: Any) -> str:
        return edit_url(row.pk, OrganisationPage)

    def values(self) -> list[Value]:
        return [
            Value(name, label, partial(self._count, name))
            for name, label in self.LABELS.items()
        ]

    def _count(self, name: str, row: Any) -> int:
        return self.counts[name][row.path]

    @cached_property
    def counts(self) -> dict[str, Counter[str]]:
        """How many pages of each body, by its path: one query a column."""
        user, on = self.request.user, timezone.localdate()
        sheets = published_pages().type(ServicePage, DeskPage)
        return {
            "sheets": self._by_body(sheets),
            "due": self._by_body(due_pages(user, on)),
            "overdue": self._by_body(due_pages(user, on - dt.timedelta(days=1))),
            "incomplete": self._by_body(incomplete_pages(user)),
            "links": self._by_body(broken_links(user), "page__path"),
        }

    def _by_body(self, rows: QuerySet, path: str = "path") -> Counter[str]:
        return Counter(map(self.bodies.path_of, rows.values_list(path, flat=True)))
