"""What the results page shows."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from core.facet_labels import labels_of
from directory.groupings import links_with_counts
from directory.opening_hours import Patron
from directory.places import known_places
from search.answers import answers_for
from search.asking import Asked
from search.cards import cards_of
from search.confirmed_first import confirmed_first
from search.facets import FACET_NAMES
from search.filters import filters_of
from search.find import find
from search.navigation import (
    ActiveFilter,
    active_filters,
    at_place,
    kept_choices,
    kind_choices,
    order_choices,
    page_links,
    unfiltered,
    with_text,
    without_place,
)
from search.open_now import open_ids
from search.places import Place, alike, find_place
from search.request import Point


@dataclass(frozen=True)
class Whereabouts:
    """The place asked for, as the page speaks of it.

    `typed` is what the field holds. `place` is None where nothing was asked or what was
    typed is not known; `offered` are places with a like name. `needs_device`: the device's
    position was asked for, and it has not been sent with this request.
    """

    typed: str = ""
    place: Place | None = None
    is_unknown: bool = False
    needs_device: bool = False
    offered: tuple[ActiveFilter, ...] = ()
    url_without: str = ""


def results_context(
    asked: Asked,
    *,
    at: dt.datetime,
    patron: Patron | None,
    position: Point | None = None,
) -> dict[str, Any]:
    """Everything the template shows."""
    where = whereabouts(asked, position)
    asked = asked.located(where.place).with_request(open_ids=open_ids(at, patron))
    request = asked.request
    result = find(request)
    labels = {name: labels_of(name, request.locale) for name in FACET_NAMES}
    label = where.place.label if where.place else ""
    cards = cards_of(result.hits, at, patron)
    if request.text and not request.by_distance:
        cards = confirmed_first(cards)
    return {
        "breadcrumb": [("Home", "/")],
        "asked": asked,
        "search_request": request,
        "result": result,
        "cards": cards,
        "first": (result.page - 1) * result.per_page + 1,
        "has_map": any(card.marker for card in cards),
        "answers": answers_for(request.text, locale=request.locale, on=at.date()),
        "where": where,
        "filters": filters_of(result, request.filters, labels),
        "active_filters": active_filters(asked, labels, label),
        "kinds": kind_choices(asked, result),
        "orders": order_choices(asked),
        "page_links": page_links(asked, result),
        "kept": kept_choices(asked),
        "unfiltered": unfiltered(asked),
        "meant": with_text(asked, result.did_you_mean) if result.did_you_mean else "",
        "needs": [] if result.hits else links_with_counts("bisogni"),
    }


def whereabouts(asked: Asked, position: Point | None) -> Whereabouts:
    """The place asked for, understood with what the directory knows."""
    if not asked.place:
        return Whereabouts()
    away = without_place(asked)
    if asked.is_here:
        place = Place("te", position) if position else None
        return Whereabouts(
            asked.place, place, needs_device=not position, url_without=away
        )
    known = known_places()
    place = find_place(asked.place, known)
    offered = () if place else _offered(asked, alike(asked.place, known))
    return Whereabouts(
        asked.place,
        place,
        is_unknown=place is None,
        offered=offered,
        url_without=away,
    )


def _offered(asked: Asked, names: list[str]) -> tuple[ActiveFilter, ...]:
    return tuple(ActiveFilter("Dove", name, at_place(asked, name)) for name in names)
