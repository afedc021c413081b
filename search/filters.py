"""The filters beside the results: groups of values with their counts. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from search.facets import FACETS, Facet
from search.result import FacetCount, SearchResult

Labels = Mapping[str, Mapping[str, str]]
Chosen = Mapping[str, tuple[str, ...]]
# Values of a group in sight; a few more than these are not worth a fold.
IN_SIGHT = 5
WORTH_A_FOLD = 3


@dataclass(frozen=True)
class FilterValue:
    """A value of a filter; no count where too much was found to count it."""

    code: str
    label: str
    count: int | None
    is_selected: bool


@dataclass(frozen=True)
class FilterGroup:
    """A filter; `name` is the parameter of the address. The values with most results are
    in sight, the others folded, in the order of the alphabet."""

    name: str
    label: str
    values: tuple[FilterValue, ...]

    @property
    def in_sight(self) -> tuple[FilterValue, ...]:
        """Values shown at once."""
        has_fold = len(self.values) >= IN_SIGHT + WORTH_A_FOLD
        return self.values[:IN_SIGHT] if has_fold else self.values

    @property
    def folded(self) -> tuple[FilterValue, ...]:
        """Values behind "show the others"."""
        rest = self.values[len(self.in_sight) :]
        return tuple(sorted(rest, key=lambda value: value.label.casefold()))

    @property
    def is_folded_chosen(self) -> bool:
        """What is chosen is never folded away."""
        return any(value.is_selected for value in self.folded)

    @property
    def chosen(self) -> int:
        """How many values are chosen."""
        return sum(value.is_selected for value in self.values)


@dataclass(frozen=True)
class Filters:
    """Groups always in sight and groups behind "other filters"."""

    front: tuple[FilterGroup, ...] = ()
    others: tuple[FilterGroup, ...] = ()

    @property
    def chosen_others(self) -> int:
        """How many values are chosen behind "other filters"."""
        return sum(group.chosen for group in self.others)


def filters_of(result: SearchResult, chosen: Chosen, labels: Labels) -> Filters:
    """The filters that can narrow: at least two values, or one that is chosen, or a fact
    that does not hold of all."""
    groups = [(facet, _group(facet, result, chosen, labels)) for facet in FACETS]
    useful = [
        (facet, group)
        for facet, group in groups
        if _narrows(group) or (facet.is_fact and _parts(group, result.total))
    ]
    return Filters(
        front=tuple(group for facet, group in useful if facet.is_in_front),
        others=tuple(group for facet, group in useful if not facet.is_in_front),
    )


def _group(
    facet: Facet, result: SearchResult, chosen: Chosen, labels: Labels
) -> FilterGroup:
    codes = chosen.get(facet.name, ())
    counted = result.facets.get(facet.name)
    values = (
        _uncounted(facet.name, codes, labels if result.total else {})
        if counted is None
        else _counted(facet.name, counted, labels)
    )
    return FilterGroup(facet.name, facet.label, tuple(values))


def _narrows(group: FilterGroup) -> bool:
    return len(group.values) > 1 or group.chosen > 0


def _parts(group: FilterGroup, total: int) -> bool:
    """True where a value holds of some results and not of all."""
    return any(value.count is None or value.count < total for value in group.values)


def _counted(
    name: str, counts: Iterable[FacetCount], labels: Labels
) -> Iterable[FilterValue]:
    return (
        FilterValue(c.code, label_of(name, c.code, labels), c.count, c.is_selected)
        for c in counts
        if c.count or c.is_selected
    )


def _uncounted(
    name: str, chosen: tuple[str, ...], labels: Labels
) -> Iterable[FilterValue]:
    """All values that have a name: for results too many to be counted."""
    codes = dict.fromkeys([*chosen, *labels.get(name, {})])
    return (
        FilterValue(code, label_of(name, code, labels), None, code in chosen)
        for code in codes
    )


def label_of(name: str, code: str, labels: Labels) -> str:
    """How a value reads; a code without a label is made readable."""
    return labels.get(name, {}).get(code) or code.replace("-", " ").capitalize()
