"""What the reports of this app share: rows of pages, each with its body and the way to mend it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import Any, ClassVar

import django_filters
from django.db.models import QuerySet
from django.http import HttpRequest
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.admin.views.reports import ReportView
from wagtail.models import Page
from wagtail.permissions import page_permission_policy

from core.page_choices import nameable
from directory.models import OrganisationPage
from editorial.models import LinkPlace
from editorial.scope import Bodies


@dataclass(frozen=True)
class Value:
    """A column, in the list and in what is exported; `read` takes a row."""

    name: str
    label: str
    read: Callable[[Any], Any]


def _bodies(request: HttpRequest) -> QuerySet:
    """Those that the person may know of."""
    return nameable(OrganisationPage.objects.order_by("title"), request.user)


class BodyFilter(WagtailFilterSet):
    """Pages of one body."""

    path: ClassVar[str] = "path"

    ente = django_filters.ModelChoiceFilter(
        label="Ente",
        queryset=_bodies,
        # SQLite cannot take a huge number through the link that `pk` is.
        to_field_name="id",
        method="in_branch",
    )

    class Meta:
        model = Page
        fields: ClassVar[list[str]] = []

    def in_branch(
        self, rows: QuerySet, name: str, body: OrganisationPage | None
    ) -> QuerySet:
        """Rows whose page lies at or below the body's."""
        return rows.filter(**{f"{self.path}__startswith": body.path}) if body else rows


class BodyOfLinkFilter(BodyFilter):
    """Links that stand on pages of one body."""

    path = "page__path"

    class Meta:
        model = LinkPlace
        fields: ClassVar[list[str]] = []


class EditorialReport(ReportView):
    """A report of what a person may mend, and nothing of anybody else's."""

    permission_policy = page_permission_policy
    any_permission_required: ClassVar[list[str]] = ["add", "change", "publish"]
    filterset_class: type[BodyFilter] | None = BodyFilter
    title_label = "Pagina"

    def title_of(self, row: Any) -> str:
        """What the first column says."""
        return str(row.title)

    def url_of(self, row: Any) -> str:
        """Where the first column leads."""
        raise NotImplementedError

    def values(self) -> list[Value]:
        """The other columns."""
        raise NotImplementedError

    def extra_columns(self) -> list[Column]:
        """Columns that are not exported."""
        return []

    @cached_property
    def bodies(self) -> Bodies:
        """The bodies, read once."""
        return Bodies()

    @cached_property
    def all_values(self) -> list[Value]:
        """Every exported column."""
        return [Value("title", self.title_label, self.title_of), *self.values()]

    @cached_property
    def columns(self) -> list[Column]:
        """For the list."""
        first, *others = self.all_values
        return [
            TitleColumn(
                first.name, label=first.label, accessor=first.read, get_url=self.url_of
            ),
            *(Column(v.name, label=v.label, accessor=v.read) for v in others),
            *self.extra_columns(),
        ]

    @property
    def list_export(self) -> list[str]:
        """For CSV and XLSX."""
        return [value.name for value in self.all_values]

    @property
    def export_headings(self) -> dict[str, str]:
        """For CSV and XLSX."""
        return {value.name: value.label for value in self.all_values}

    def to_row_dict(self, item: Any) -> dict[str, Any]:
        """One exported row."""
        return {value.name: value.read(item) for value in self.all_values}
