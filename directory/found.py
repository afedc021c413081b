"""What a list of results says of services and desks beside what the index holds."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from django.db.models import Q
from wagtail.models import Page

from core.querysets import published_q
from directory import desk_reading
from directory.desk_hours import DeskView
from directory.models import DeskPage, OrganisationPage, ServicePage
from directory.models.service import ServiceStatus
from directory.opening_hours import Patron
from directory.review_facts import is_stale, review_annotations

FIELDS = (
    *("path", "depth", "owner_body", "manager_body"),
    *("status", "crisis_phone", "changes_in_month", "translation_key"),
)


@dataclass(frozen=True)
class ServiceFacts:
    """Who answers for a sheet or runs it, where it may be told; its state where it is not
    active; whom to call where it may be a matter of minutes; whether its check is
    overdue; its short code."""

    bodies: tuple[str, ...] = ()
    status: str = ""
    crisis_phone: str = ""
    is_stale: bool = False
    code: str = ""


@dataclass(frozen=True)
class DeskFacts:
    """A desk seen now, and the body it belongs to."""

    view: DeskView
    body: str = ""


@dataclass(frozen=True)
class Facts:
    """By page key."""

    services: Mapping[int, ServiceFacts]
    desks: Mapping[int, DeskFacts]


def facts_of(
    services: Collection[int],
    desks: Collection[int],
    at: dt.datetime,
    patron: Patron | None,
) -> Facts:
    """Facts of services and desks by key: five queries at most, none for no key."""
    sheets = ServicePage.objects.filter(pk__in=services).only(*FIELDS)
    rows = list(sheets.annotate(**review_annotations())) if services else []
    places = list(DeskPage.objects.filter(pk__in=desks).cards()) if desks else []
    titles = _Bodies(rows, places)
    views = desk_reading.desk_views(places, at, patron)
    return Facts(
        {row.pk: _service(row, titles, at.date()) for row in rows},
        {view.desk.pk: DeskFacts(view, titles.above(view.desk)) for view in views},
    )


def _service(row: ServicePage, titles: _Bodies, on: dt.date) -> ServiceFacts:
    status = "" if row.status == ServiceStatus.ACTIVE else row.get_status_display()
    return ServiceFacts(
        titles.answering(row),
        status,
        row.crisis_phone,
        is_stale(row, on),
        row.short_code,
    )


class _Bodies:
    """Titles of the published bodies that some pages name or lie under: one query."""

    def __init__(self, services: Iterable[ServicePage], desks: Iterable[Page]) -> None:
        services, desks = list(services), list(desks)
        ids = {key for s in services for key in (s.owner_body_id, s.manager_body_id)}
        paths = {page.path[: -Page.steplen] for page in (*services, *desks)}
        wanted = Q(pk__in=ids - {None}) | Q(path__in=paths)
        bodies = OrganisationPage.objects.filter(published_q()).filter(wanted)
        rows = bodies.values_list("pk", "path", "title") if paths else ()
        self.by_key = {key: title for key, _, title in rows}
        self.by_path = {path: title for _, path, title in rows}

    def above(self, page: Page) -> str:
        """The body that a page lies under."""
        return self.by_path.get(page.path[: -Page.steplen], "")

    def answering(self, service: ServicePage) -> tuple[str, ...]:
        """Who answers for a service, then who runs it; else who keeps its sheet."""
        owner = self.by_key.get(service.owner_body_id or 0) or self.above(service)
        manager = self.by_key.get(service.manager_body_id or 0)
        return tuple(dict.fromkeys(filter(None, [owner, manager])))
