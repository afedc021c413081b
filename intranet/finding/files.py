"""Finds private files by title, name and by what stands in them."""

from __future__ import annotations

from collections.abc import Sequence

from django.db.models import QuerySet

from intranet.entry.access import Access
from intranet.files.permissions import readable_among
from intranet.finding import Hit, register
from intranet.finding.matching import (
    AROUND,
    holds,
    listed_words,
    marked,
    snippet,
)
from intranet.finding.rows import CANDIDATES, holds_all
from intranet.models import PrivateFile

KIND = "File"


def add() -> None:
    """In `ready()`."""
    register(KIND, find_files)


def find_files(access: Access, words: Sequence[str], limit: int) -> list[Hit]:
    """Files that the person may read and that hold a word beginning with each of `words`."""
    # Texts are long: only of those shown are they read.
    rows: QuerySet[PrivateFile] = PrivateFile.objects.filter(holds_all(words, "words"))
    rows = rows.defer("text", "words")
    found = readable_among(access, rows.order_by("-added_at", "-pk"), CANDIDATES)
    found.sort(key=lambda file: not holds(listed_words(file.title), words))
    keys = [file.pk for file in found[:limit]]
    texts = dict(PrivateFile.objects.filter(pk__in=keys).values_list("pk", "text"))
    return [_hit(file, texts.get(file.pk, ""), words) for file in found[:limit]]


def _hit(file: PrivateFile, text: str, words: Sequence[str]) -> Hit:
    if holds(listed_words(file.title), words):
        about = snippet(
            text[:AROUND], ()
        )  # The title says it: how the text begins is enough.
    else:
        about = snippet(text, words) if text else marked(file.name, words)
    return Hit(file.title, f"{file.url}scheda/", KIND, about)
