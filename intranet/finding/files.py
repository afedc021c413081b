"""Finds private files by title, name and by what stands in them."""

from __future__ import annotations

from collections.abc import Sequence

from django.db.models import Q, QuerySet

from intranet.entry.access import Access
from intranet.files.permissions import readable_among
from intranet.finding import Hit, register
from intranet.finding.matching import holds, listed_words, marked, snippet
from intranet.models import PrivateFile

KIND = "File"
# Of those found the best are chosen: titles first.
CANDIDATES = 50


def add() -> None:
    """In `ready()`."""
    register(KIND, find_files)


def find_files(access: Access, words: Sequence[str], limit: int) -> list[Hit]:
    """Files that the person may read and that hold a word beginning with each of `words`."""
    fits = Q()
    for word in words:
        fits &= Q(words__contains=f" {word}")
    rows: QuerySet[PrivateFile] = PrivateFile.objects.filter(fits).defer("words")
    found = readable_among(access, rows.order_by("-added_at", "-pk"), CANDIDATES)
    found.sort(key=lambda file: not holds(listed_words(file.title), words))
    return [_hit(file, words) for file in found[:limit]]


def _hit(file: PrivateFile, words: Sequence[str]) -> Hit:
    about = snippet(file.text, words) if file.text else marked(file.name, words)
    return Hit(file.title, f"{file.url}scheda/", KIND, about)
