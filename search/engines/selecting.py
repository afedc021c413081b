"""From a request to the entries it selects."""

from __future__ import annotations

from collections.abc import Mapping

from django.db import connection

from core.search_entry import EVERY
from search.engines.dialects import NEVER, dialect_of
from search.engines.facet_values import (
    LOCALE,
    is_only_language,
    known_numbers,
    numbers_of,
)
from search.engines.statements import Selection
from search.facets import FACET_NAMES, KIND
from search.query import Query
from search.request import SearchRequest

NAMES = (KIND, *FACET_NAMES)


def chosen_values(request: SearchRequest) -> dict[str, tuple[str, ...]]:
    """Facet → chosen codes; a kind is one."""
    chosen = {**request.filters, KIND: request.kinds}
    return {name: codes for name, codes in chosen.items() if codes and name in NAMES}


def select(
    request: SearchRequest, query: Query, chosen: Mapping[str, tuple[str, ...]]
) -> Selection:
    """The entries that answer all clauses. A value that nobody holds selects nothing."""
    dialect = dialect_of(connection.vendor)
    language = (LOCALE, request.locale)
    wanted = {(name, code) for name, codes in chosen.items() for code in codes}
    numbers = numbers_of({*wanted, language})
    numbers |= known_numbers((name, EVERY) for name in chosen)
    filters = {
        name: dialect.any_of(
            dialect.token(f"={numbers[name, code]}")
            for code in (*codes, EVERY)
            if (name, code) in numbers
        )
        for name, codes in chosen.items()
    }
    locale = f"={numbers[language]}" if language in numbers else NEVER
    return Selection(
        dialect,
        request,
        query.clauses,
        dialect.token(locale),
        filters,
        is_only_language(request.locale),
    )
