"""What is suggested while somebody types: a few pages whose name goes on like it."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from search import find
from search.facets import KIND_LABELS, KINDS
from search.picking import LIST, picked_for
from search.result import Suggestion

SHORTEST = 2
SHOWN = 7
# Asked for where only one kind is wanted: the engine knows none.
ASKED = 28


def suggested(text: str, *, kind: str = "", locale: str = "it") -> list[dict[str, Any]]:
    """At most seven suggestions, of one kind (`sportelli`) where it is named.

    For a list (`lista`) services and desks, each with its short code.
    """
    if len(text) < SHORTEST:
        return []
    if kind == LIST:
        return [_of_list(code, one) for code, one in picked_for(text, locale=locale)]
    limit = ASKED if kind in KINDS else SHOWN
    found = find.suggestions(text, locale=locale, limit=limit)
    if kind in KINDS:
        found = tuple(one for one in found if one.kind == KINDS[kind][0])
    return [_plain(one) for one in found[:SHOWN]]


def _plain(suggestion: Suggestion) -> dict[str, Any]:
    shown = asdict(suggestion)
    shown.pop("page_id", None)
    return shown | {"kind": KIND_LABELS.get(suggestion.kind, "")}


def _of_list(code: str, suggestion: Suggestion) -> dict[str, Any]:
    return _plain(suggestion) | {"code": code}
