"""The words that the index holds, as the site knows them now: at most a minute old."""

from core import memo
from search.models import IndexEntry, IndexWord
from search.understanding import Vocabulary
from search.word_counts import MEMO


def current_vocabulary() -> Vocabulary:
    """All words with how many entries hold each."""
    return memo.remembered(MEMO, _read)


def _read() -> Vocabulary:
    stems: dict[str, int] = {}
    forms: dict[str, int] = {}
    rows = IndexWord.objects.filter(entries__gt=0)
    for word, is_stem, entries in rows.values_list("word", "is_stem", "entries"):
        (stems if is_stem else forms)[word] = entries
    return Vocabulary(IndexEntry.objects.count(), stems, forms)
