"""From a prepared entry to a document, and from many to the lines of a bulk request. Pure."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any

from search.engines.elastic.mapping import COLUMNS
from search.prepared import Prepared

BATCH = 500
BATCH_BYTES = 4_000_000


def document(entry: Prepared) -> dict[str, Any]:
    """What is written of an entry."""
    return {
        "page_id": entry.page_id,
        "locale": entry.locale,
        "kind": entry.kind,
        "title": entry.title,
        "title_key": entry.title_key,
        "title_words": entry.title_words,
        "url": entry.url,
        "summary": entry.summary,
        "points": [{"lat": lat, "lon": lon} for lat, lon in entry.points],
        "is_crisis": entry.is_crisis,
        "version": entry.version,
        "facets": entry.facets,
        **{column: " ".join(getattr(entry, column)) for column in COLUMNS},
    }


def write_lines(entry: Prepared) -> tuple[bytes, ...]:
    """The lines that write an entry in place of what there was."""
    return _line({"index": {"_id": entry.page_id}}), _line(document(entry))


def remove_lines(page_id: int) -> tuple[bytes, ...]:
    """The line that forgets a page."""
    return (_line({"delete": {"_id": page_id}}),)


def batches(operations: Iterable[tuple[bytes, ...]]) -> Iterator[list[bytes]]:
    """Lines in requests of a size that a server takes at one go."""
    lines: list[bytes] = []
    number = size = 0
    for operation in operations:
        lines += operation
        number += 1
        size += sum(map(len, operation))
        if number == BATCH or size > BATCH_BYTES:
            yield lines
            lines, number, size = [], 0, 0
    if lines:
        yield lines


def _line(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=True, separators=(",", ":")).encode("ascii")
