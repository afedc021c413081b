"""Reads what a list names, published pages alone: a fixed number of queries."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db.models import QuerySet

from core.ordering import alphabetical
from core.querysets import coded_q, published_q
from directory.clusters import attach_children
from directory.desk_reading import ROW, Offer, desk_views
from directory.opening_hours import Patron
from directory.querysets import CARD
from directory.reading import model_named

if TYPE_CHECKING:
    from directory.desk_hours import DeskView
    from directory.models import DeskPage, DeskService, ServicePage

CHILDREN = ("steps", "documents", "amounts")


@dataclass(frozen=True)
class PickedService:
    """A sheet, and the desks that help with it, by name: none that is told neutrally."""

    page: ServicePage
    offers: tuple[Offer, ...]


@dataclass(frozen=True)
class PickedDesk:
    """A desk seen now."""

    view: DeskView


@dataclass(frozen=True)
class Picked:
    """What a list names, by code in the list's order; `missing` codes name nothing public."""

    things: dict[str, PickedService | PickedDesk]
    missing: tuple[str, ...] = ()


def pick(codes: Sequence[str], at: dt.datetime, patron: Patron | None) -> Picked:
    """The published services and desks with these short codes: seven queries at most."""
    sheets = list(_published("ServicePage", codes)) if codes else []
    desks = list(_published("DeskPage", codes).cards()) if codes else []
    attach_children(sheets, CHILDREN)
    rows = list(_rows_for([sheet.pk for sheet in sheets])) if sheets else []
    views = _views([*desks, *(row.page for row in rows)], at, patron)
    offers = _offers(rows, views)
    found: dict[str, PickedService | PickedDesk] = {
        sheet.short_code: PickedService(sheet, tuple(offers[sheet.pk]))
        for sheet in sheets
    } | {desk.short_code: PickedDesk(views[desk.pk]) for desk in desks}
    return Picked(
        {code: found[code] for code in codes if code in found},
        tuple(code for code in codes if code not in found),
    )


def _published(model: str, codes: Sequence[str]) -> Any:
    pages = model_named(model).objects.published().filter(coded_q(codes))
    # Of two with one code, which hardly ever are, the older is the last to be kept.
    return pages.order_by("-pk")


def _rows_for(services: Sequence[int]) -> QuerySet:
    rows = model_named("DeskService").objects.filter(
        published_q("page__"), service_id__in=services
    )
    shown = (*ROW, *(f"page__{name}" for name in CARD))
    return rows.select_related("page").only(*shown)


def _views(
    desks: Sequence[DeskPage], at: dt.datetime, patron: Patron | None
) -> dict[int, DeskView]:
    each = {desk.pk: desk for desk in desks}
    return {view.desk.pk: view for view in desk_views([*each.values()], at, patron)}


def _offers(
    rows: Sequence[DeskService], views: dict[int, DeskView]
) -> dict[int, list[Offer]]:
    """The desks of each sheet, by name."""
    found: dict[int, list[Offer]] = defaultdict(list)
    for row in sorted(rows, key=lambda row: alphabetical(row.page.title)):
        if not row.page.is_told_neutrally:
            found[row.service_id].append(Offer(row, views[row.page_id]))
    return found
