"""The short numbers of the values of facets."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping

from core import memo
from search.models import IndexFacetValue

Value = tuple[str, str]
MEMO = "search.facet_values"
# The language of an entry is kept as one more value.
LOCALE = "@"


def known_values() -> Mapping[Value, int]:
    """(facet, code) → number."""
    return memo.remembered(MEMO, _read)


def known_numbers(wanted: Iterable[Value]) -> dict[Value, int]:
    """The numbers of those among `wanted` that are known: at most a minute late."""
    known = known_values()
    return {value: known[value] for value in wanted if value in known}


def numbers_of(wanted: Collection[Value], *, learn: bool = False) -> dict[Value, int]:
    """The numbers of `wanted`; with `learn` new values get one, else they are left out."""
    found = known_numbers(wanted)
    if len(found) < len(set(wanted)):
        found = _asked_again(wanted)
    if learn and len(found) < len(set(wanted)):
        new = sorted(set(wanted) - found.keys())
        IndexFacetValue.objects.bulk_create(
            [IndexFacetValue(name=name, code=code) for name, code in new],
            ignore_conflicts=True,
        )
        found = _asked_again(wanted)
    return found


def _asked_again(wanted: Iterable[Value]) -> dict[Value, int]:
    memo.forget(MEMO)
    return known_numbers(wanted)


def is_only_language(locale: str) -> bool:
    """Whether all entries are in this language: nothing has to be asked then."""
    return [code for name, code in known_values() if name == LOCALE] == [locale]


def values_of(numbers: Collection[int]) -> Mapping[int, Value]:
    """The values behind `numbers`."""
    by_number = {number: value for value, number in known_values().items()}
    if not by_number.keys() >= set(numbers):
        memo.forget(MEMO)
        by_number = {number: value for value, number in known_values().items()}
    return {number: by_number[number] for number in numbers if number in by_number}


def _read() -> dict[Value, int]:
    rows = IndexFacetValue.objects.values_list("name", "code", "pk")
    return {(name, code): pk for name, code, pk in rows}
