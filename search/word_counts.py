"""How many entries hold each word: kept with every write, so that nobody has to count."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from core import memo
from search.models import IndexEntry, IndexWord
from search.storing import add_counts, insert
from search.text.stemming import stem

MEMO = "search.vocabulary"
WORD = ("word", "is_stem", "entries")

# (word, is it a stem, entries more or fewer)
Count = tuple[str, bool, int]


def count_words(
    *, gone: Iterable[Iterable[str]], come: Iterable[Iterable[str]]
) -> None:
    """Count the words of entries removed and written; each entry gives its forms."""
    more, fewer = _holding(come), _holding(gone)
    for added, taken in zip(more, fewer, strict=True):
        added.subtract(taken)
    add_counts(_rows(*more))
    memo.forget(MEMO)


def recount() -> None:
    """Count all words anew: after a change of the stems, or a copy that lost them.

    Whoever calls lets no other writer in meanwhile: what came between would be lost.
    """
    entries = IndexEntry.objects.values_list("forms", flat=True)
    counted = _holding(forms.split() for forms in entries.iterator())
    IndexWord.objects.all().delete()
    insert(IndexWord._meta.db_table, WORD, _rows(*counted))
    memo.forget(MEMO)


def _holding(entries: Iterable[Iterable[str]]) -> tuple[Counter[str], Counter[str]]:
    """How many of `entries` hold each form, and each stem."""
    forms: Counter[str] = Counter()
    stems: Counter[str] = Counter()
    for entry in entries:
        held = set(entry)
        forms.update(held)
        stems.update(set(map(stem, held)))
    return forms, stems


def _rows(forms: Counter[str], stems: Counter[str]) -> list[Count]:
    """In one order: two writers never wait for each other in a circle."""
    counted = ((forms, False), (stems, True))
    return sorted(
        (word, of, n) for words, of in counted for word, n in words.items() if n
    )
