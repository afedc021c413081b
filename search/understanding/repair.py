"""Words that no entry holds, and what they were meant for. Pure."""

from __future__ import annotations

from rapidfuzz import process
from rapidfuzz.distance import OSA

from search.text.stemming import stem
from search.text.word_lists import empty_words, right_words
from search.understanding.skeleton import skeleton
from search.understanding.vocabulary import Vocabulary

SHORTEST = 5
# From this length on, two mistakes are forgiven.
LONG = 8
MOST_REPAIRS = 3
SHORTEST_HALF = 4

# Kinds of mistake, the likeliest first.
DOUBLED, SLIPPED, OTHER = range(3)


def repairs(word: str, vocabulary: Vocabulary) -> list[str]:
    """Known forms that the folded `word` was probably meant for, the likeliest first.

    Sigle and numbers are left alone: a wrong "ADI" is another sigla, not a mistake.
    """
    if len(word) < SHORTEST or not word.isalpha() or word in right_words():
        return []
    limit = 2 if len(word) >= LONG else 1
    forms = vocabulary.alike(word, limit)
    near = process.extract(
        word, forms, scorer=OSA.distance, score_cutoff=limit, limit=None
    )
    distances = {form: int(distance) for form, distance, _ in near}
    distances |= dict.fromkeys(vocabulary.doubled(word), 1)
    ranked = sorted(
        (distance, kind, -vocabulary.forms[form], form)
        for form, distance in distances.items()
        if _is_likely(word, form, kind := _kind(word, form))
    )
    return [form for *_, form in ranked][:MOST_REPAIRS]


def halves(word: str, vocabulary: Vocabulary) -> tuple[str, str] | None:
    """The two words that `word` is made of, as in "casapopolare"."""
    if not word.isalpha():
        return None
    cuts = range(SHORTEST_HALF, len(word) - SHORTEST_HALF + 1)
    pairs = [(word[:cut], word[cut:]) for cut in cuts]
    held = [vocabulary.holding(map(stem, pair)) for pair in pairs]
    best = max(held, default=0)
    return pairs[held.index(best)] if best else None


def _is_likely(word: str, form: str, kind: int) -> bool:
    """In few letters nearly every word is near some other: only what is seen at once."""
    if form in empty_words() or form == word:
        return False
    if len(form) < SHORTEST:
        return kind == DOUBLED
    return kind < OTHER or len(word) > SHORTEST


def _kind(word: str, form: str) -> int:
    """A letter left out, put in twice or swapped is likelier than a wrong one."""
    if skeleton(word) == skeleton(form):
        return DOUBLED
    is_slip = len(word) != len(form) or sorted(word) == sorted(form)
    return SLIPPED if is_slip else OTHER
