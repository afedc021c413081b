"""Addresses of the results page: pages, filters, what is chosen in words. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from urllib.parse import urlencode

from search.facets import FACET_NAMES, FACETS, KIND, KINDS
from search.request import SearchRequest
from search.result import SearchResult

Labels = Mapping[str, Mapping[str, str]]

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
    """A value of a filter; its address adds it, or takes it away where it is selected."""

    code: str
    label: str
    count: int
    is_selected: bool
    url: str


@dataclass(frozen=True)
class FilterGroup:
    """A filter with its values; `name` is the parameter of the address."""

    name: str
    label: str
    choices: tuple[Choice, ...]

    @property
    def is_open(self) -> bool:
        """True where a value is chosen: what is chosen is never folded away."""
        return any(choice.is_selected for choice in self.choices)


@dataclass(frozen=True)
class ActiveFilter:
    """A chosen value in words, and the address without it."""

    group: str
    label: str
    url: str


def kept_choices(request: SearchRequest) -> list[tuple[str, str]]:
    """(parameter, value) of each chosen filter: new words keep them."""
    pairs = [(KIND, _WORD_OF_KIND[k]) for k in request.kinds if k in _WORD_OF_KIND]
    for name in FACET_NAMES:
        pairs += [(name, code) for code in request.filters.get(name, ())]
    return pairs


def address(request: SearchRequest) -> str:
    """The query string of a request, beginning with `?`; nothing in it that says nothing."""
    pairs = [("q", request.text)] if request.text else []
    pairs += kept_choices(request)
    if request.page > 1:
        pairs.append(("pagina", str(request.page)))
    return f"?{urlencode(pairs)}"


def page_links(request: SearchRequest, result: SearchResult) -> tuple[PageLink, ...]:
    """First, last and the pages around the current one; none where there is one page."""
    if result.pages == 1:
        return ()
    return tuple(_page_links(request, result))


def _page_links(request: SearchRequest, result: SearchResult) -> Iterator[PageLink]:
    near = range(result.page - AROUND, result.page + AROUND + 1)
    before = 0
    for number in sorted({1, result.pages} | set(near)):
        if 1 <= number <= result.pages:
            if number > before + 1:
                yield PageLink(None)
            url = address(replace(request, page=number))
            yield PageLink(number, url, number == result.page)
            before = number


def toggled(request: SearchRequest, name: str, code: str) -> SearchRequest:
    """The request with a value added, or without it where it was chosen; back on page 1."""
    if name == KIND:
        return replace(request, kinds=_toggle(request.kinds, code), page=1)
    codes = _toggle(request.filters.get(name, ()), code)
    return replace(request, filters={**request.filters, name: codes}, page=1)


def _toggle(values: tuple[str, ...], value: str) -> tuple[str, ...]:
    if value in values:
        return tuple(other for other in values if other != value)
    return (*values, value)


def filter_groups(
    request: SearchRequest, result: SearchResult, labels: Labels
) -> tuple[FilterGroup, ...]:
    """Filters that can narrow: at least two values, or one that is chosen."""
    groups = []
    for name, label in _groups():
        counts = [
            c for c in result.facets.get(name, ()) if name != KIND or _kind(c.code)
        ]
        choices = tuple(
            Choice(
                count.code,
                label_of(name, count.code, labels),
                count.count,
                count.is_selected,
                address(toggled(request, name, count.code)),
            )
            for count in counts
        )
        if len(choices) > 1 or any(choice.is_selected for choice in choices):
            groups.append(FilterGroup(name, label, choices))
    return tuple(groups)


def active_filters(request: SearchRequest, labels: Labels) -> tuple[ActiveFilter, ...]:
    """What is chosen, in words."""
    chosen = {KIND: request.kinds, **request.filters}
    return tuple(
        ActiveFilter(
            label, label_of(name, code, labels), address(toggled(request, name, code))
        )
        for name, label in _groups()
        for code in chosen.get(name, ())
    )


def label_of(name: str, code: str, labels: Labels) -> str:
    """How a value reads; a code without a label is made readable."""
    if name == KIND:
        return _kind(code)
    return labels.get(name, {}).get(code) or code.replace("-", " ").capitalize()


def _kind(code: str) -> str:
    word = _WORD_OF_KIND.get(code, "")
    return KINDS[word][1] if word else ""


def _groups() -> Iterator[tuple[str, str]]:
    yield KIND, "Che cosa cerchi"
    for facet in FACETS:
        yield facet.name, facet.label
