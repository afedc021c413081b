"""How entries and seals become digests. Pure: the same on every database, for ever.

A digest is the SHA-256 of one line of JSON for the segment, then one for each entry in the order
of their numbers, each ended by a newline.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections.abc import Iterable
from typing import Any, Protocol


class Entry(Protocol):
    """What a digest covers of an entry."""

    pk: Any
    chain: str
    at: dt.datetime
    kind: str
    user_number: int | None
    object_type: str
    object_id: str
    codes: dict[str, Any]


class Segment(Protocol):
    """What a digest covers of a segment."""

    chain: str
    number: int
    after: int
    through: int
    entries: int
    first_at: dt.datetime
    last_at: dt.datetime
    sealed_at: dt.datetime
    previous: str


def moment(at: dt.datetime) -> str:
    """A moment as digests read it: UTC, with six digits of a second."""
    return at.astimezone(dt.UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def line(*values: Any) -> bytes:
    """One line of JSON, written in one way alone."""
    text = json.dumps(
        values,
        ensure_ascii=False,
        sort_keys=True,
        separators=(",", ":"),
        default=moment,
    )
    return f"{text}\n".encode()


def digest_of(segment: Segment, entries: Iterable[Entry]) -> tuple[str, int]:
    """The digest of a segment that holds these entries, and how many they are."""
    covered = hashlib.sha256(
        line(
            segment.chain,
            segment.number,
            segment.after,
            segment.through,
            segment.entries,
            segment.first_at,
            segment.last_at,
            segment.sealed_at,
            segment.previous,
        )
    )
    number = 0
    for entry in entries:
        number += 1
        covered.update(
            line(
                entry.pk,
                entry.chain,
                entry.at,
                entry.kind,
                entry.user_number,
                entry.object_type,
                entry.object_id,
                entry.codes,
            )
        )
    return covered.hexdigest(), number
