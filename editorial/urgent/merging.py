"""What becomes of a waiting draft's rows when the public ones change at once.

Pure: rows are mappings as a revision holds them. The draft keeps what it says of rows that the
change did not touch; of a row that both changed the public one stands, for it is newer and is
already true.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

Row = Mapping[str, Any]
Rows = list[dict[str, Any]]

# What tells one row from another, or where it stands: not what it says.
IDENTITY = frozenset({"pk", "sort_order", "translation_key", "locale", "page"})


def facts(row: Row) -> dict[str, Any]:
    """What a row says."""
    return {key: value for key, value in row.items() if key not in IDENTITY}


def same(one: Sequence[Row], other: Sequence[Row]) -> bool:
    """Whether both say the same, in whatever order."""
    return _told(one) == _told(other)


def _told(rows: Sequence[Row]) -> list[str]:
    return sorted(repr(sorted(facts(row).items())) for row in rows)


def added(before: Sequence[Row], after: Sequence[Row]) -> Rows:
    """Rows that only `after` tells."""
    told = [facts(row) for row in before]
    return [dict(row) for row in after if facts(row) not in told]


def merged(before: Sequence[Row], after: Sequence[Row], draft: Sequence[Row]) -> Rows:
    """The draft's rows with the change from `before` to `after` made in them too."""
    old, new = _by_key(before), _by_key(after)
    removed = old.keys() - new.keys()
    changed = {k for k in new if k not in old or facts(old[k]) != facts(new[k])}
    rows = [
        dict(new[key]) if key in changed else dict(row)
        for row in draft
        if (key := row.get("pk")) not in removed
    ]
    return _ordered(_with(rows, [new[key] for key in new if key in changed]))


def _by_key(rows: Sequence[Row]) -> dict[Any, Row]:
    return {row["pk"]: row for row in rows}


def _with(rows: Rows, wanted: Sequence[Row]) -> Rows:
    """`rows` and those of `wanted` that are not among them; a twin without a key gives way."""
    there = {row.get("pk") for row in rows}
    missing = [row for row in wanted if row["pk"] not in there]
    told = [facts(row) for row in missing]
    kept = [row for row in rows if row.get("pk") or facts(row) not in told]
    return kept + [dict(row) for row in missing]


def _ordered(rows: Rows) -> Rows:
    return [row | {"sort_order": place} for place, row in enumerate(rows)]
