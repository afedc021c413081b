"""Addresses of the results page: pages, kinds, orders, what is chosen in words. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from urllib.parse import urlencode

from search.asking import Asked, Order
from search.facets import FACET_NAMES, FACETS, KIND, KINDS
from search.filters import Labels, label_of
from search.reading import OPEN, ORDER, PAGE, PLACE
from search.result import SearchResult

_WORD_OF_KIND = {kind: word for word, (kind, _) in KINDS.items()}
AROUND = 2


@dataclass(frozen=True)
class PageLink:
    """A page number; `number` is None where some are left out."""

    number: int | None
    url: str = ""
    is_current: bool = False


@dataclass(frozen=True)
class Choice:
    """One of several ways to see the results: a kind, an order."""

    label: str
    url: str
    is_current: bool
    count: int | None = None


@dataclass(frozen=True)
class ActiveFilter:
    """A chosen value in words, and the address without it."""

    group: str
    label: str
    url: str


def kept_choices(asked: Asked) -> list[tuple[str, str]]:
    """(parameter, value) of what is chosen beside the filters: new words keep it."""
    request = asked.request
    pairs = [(KIND, _WORD_OF_KIND[k]) for k in request.kinds if k in _WORD_OF_KIND]
    return pairs + ([(ORDER, asked.order.value)] if asked.order else [])


def address(asked: Asked) -> str:
    """The query string of what is asked, beginning with `?`; nothing that says nothing."""
    request = asked.request
    pairs = [("q", request.text)] if request.text else []
    pairs += kept_choices(asked)
    for name in FACET_NAMES:
        pairs += [(name, code) for code in request.filters.get(name, ())]
    pairs += [(OPEN, "1")] if request.is_open_only else []
    pairs += [(PLACE, asked.place)] if asked.place else []
    pairs += [(PAGE, str(request.page))] if request.page > 1 else []
    return f"?{urlencode(pairs)}"


def page_links(asked: Asked, result: SearchResult) -> tuple[PageLink, ...]:
    """First, last and the pages around the current one; none where there is one page."""
    if result.pages == 1:
        return ()
    return tuple(_page_links(asked, result))


def _page_links(asked: Asked, result: SearchResult) -> Iterator[PageLink]:
    near = range(result.page - AROUND, result.page + AROUND + 1)
    before = 0
    for number in sorted({1, result.pages} | set(near)):
        if 1 <= number <= result.pages:
            if number > before + 1:
                yield PageLink(None)
            url = address(asked.with_request(page=number))
            yield PageLink(number, url, number == result.page)
            before = number


def toggled(asked: Asked, name: str, code: str) -> Asked:
    """The same with a value added, or without it where it was chosen; back on page 1."""
    filters = asked.request.filters
    codes = _toggle(filters.get(name, ()), code)
    return asked.with_request(filters={**filters, name: codes}, page=1)


def _toggle(values: tuple[str, ...], value: str) -> tuple[str, ...]:
    if value in values:
        return tuple(other for other in values if other != value)
    return (*values, value)


def kind_choices(asked: Asked, result: SearchResult) -> tuple[Choice, ...]:
    """All, services, desks…: those that have something; none where there is one kind."""
    counted = result.facets.get(KIND)
    counts = {count.code: count.count for count in counted or ()}
    chosen = asked.request.kinds
    # What was too much to count may be of any kind.
    is_any = counted is None and result.total > 0
    kinds = [
        Choice(label, _kinds_url(asked, (kind,)), chosen == (kind,), counts.get(kind))
        for kind, label in KINDS.values()
        if counts.get(kind) or kind in chosen or is_any
    ]
    if len(kinds) < 2 and not chosen:
        return ()
    total = sum(counts.get(kind, 0) for kind, _ in KINDS.values())
    everything = Choice("Tutto", _kinds_url(asked, ()), not chosen, total or None)
    return (everything, *kinds)


def _kinds_url(asked: Asked, kinds: tuple[str, ...]) -> str:
    return address(asked.with_request(kinds=kinds, page=1))


def order_choices(asked: Asked) -> tuple[Choice, ...]:
    """Nearest or best first; none where the place is not known."""
    if asked.request.near is None:
        return ()
    first = asked.with_request(page=1)
    return tuple(
        Choice(
            label,
            address(replace(first, order=order)),
            asked.is_by_distance is (order is Order.NEAREST),
        )
        for label, order in (("Più adatti", Order.BEST), ("Più vicini", Order.NEAREST))
    )


def active_filters(
    asked: Asked, labels: Labels, place: str = ""
) -> tuple[ActiveFilter, ...]:
    """What is chosen, in words; `place` is how the place understood reads."""
    request = asked.request
    found = [
        ActiveFilter(
            facet.label,
            label_of(facet.name, code, labels),
            address(toggled(asked, facet.name, code)),
        )
        for facet in FACETS
        for code in request.filters.get(facet.name, ())
    ]
    if request.is_open_only:
        url = address(asked.with_request(is_open_only=False, page=1))
        found.append(ActiveFilter("Quando", "Aperto adesso", url))
    if place:
        found.append(ActiveFilter("Dove", f"Vicino a {place}", without_place(asked)))
    return tuple(found)


def without_place(asked: Asked) -> str:
    """The address without the place, and without the order that rests on it."""
    return address(replace(asked.with_request(page=1), place="", order=None))


def at_place(asked: Asked, place: str) -> str:
    """The address with another place."""
    return address(replace(asked.with_request(page=1), place=place))


def with_text(asked: Asked, text: str) -> str:
    """The address with other words."""
    return address(asked.with_request(text=text, page=1))


def unfiltered(asked: Asked) -> str:
    """The address with the words and the kind alone."""
    request = replace(asked.request, filters={}, is_open_only=False, page=1)
    return address(Asked(request))
