"""The pages where somebody can be found now: open desks, and sheets that one helps with."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from core import memo
from directory.open_desks import open_pages
from directory.opening_hours import Patron

KEY = "search.open_now"


@dataclass(frozen=True)
class _Minute:
    at: dt.datetime
    page_ids: frozenset[int]


def open_ids(at: dt.datetime, patron: Patron | None = None) -> frozenset[int]:
    """Page keys open at the aware moment `at`, reckoned once a minute in each process.

    Openings begin and end on a minute, so what is kept is as exact as what is reckoned; a
    desk published since may be missing for that minute, and one that is no longer public
    is left out with its hit (`search.find`).
    """
    minute = at.replace(second=0, microsecond=0)
    kept = memo.remembered(KEY, lambda: _Minute(minute, open_pages(minute, patron)))
    if kept.at != minute:
        memo.forget(KEY)
        kept = memo.remembered(KEY, lambda: _Minute(minute, open_pages(minute, patron)))
    return kept.page_ids
