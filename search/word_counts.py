"""How many entries hold each word: kept with every write, so that nobody has to count."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator

from django.db import transaction

from core import memo
from search.models import IndexEntry, IndexWord
from search.storing import add_counts
from search.text.stemming import stem

MEMO = "search.vocabulary"
ROWS = 300

# (word, is it a stem) → entries more or fewer.
Changes = Counter[tuple[str, bool]]


def count_words(
    *, gone: Iterable[Iterable[str]], come: Iterable[Iterable[str]]
) -> None:
    """Count the words of entries removed and written; each entry gives its forms."""
    changes = _holding(come)
    changes.subtract(_holding(gone))
    # In one order: two writers never wait for each other in a circle.
    add_counts(sorted((word, of, n) for (word, of), n in changes.items() if n))
    memo.forget(MEMO)


def recount() -> None:
    """Count all words anew: after a change of the stems, or a copy that lost them."""
    with transaction.atomic():
        entries = IndexEntry.objects.values_list("forms", flat=True)
        counted = _holding(forms.split() for forms in entries.iterator())
        IndexWord.objects.all().delete()
        IndexWord.objects.bulk_create(
            (
                IndexWord(word=word, is_stem=of, entries=n)
                for (word, of), n in sorted(counted.items())
            ),
            batch_size=ROWS,
        )
    memo.forget(MEMO)


def _holding(entries: Iterable[Iterable[str]]) -> Changes:
    counts: Changes = Counter()
    for forms in entries:
        counts.update(_words(set(forms)))
    return counts


def _words(forms: Collection[str]) -> Iterator[tuple[str, bool]]:
    for form in forms:
        yield form, False
    for word in {stem(form) for form in forms}:
        yield word, True
