"""Reading a query: words, what else they are called, what was meant. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from search.query import WHOLE, Alternative, Clause, Query
from search.text.stemming import stem
from search.understanding.choosing import chosen
from search.understanding.repair import LONG, MOST_REPAIRS, repairs
from search.understanding.sentence import Said, Sentence, joined, sentence
from search.understanding.synonyms import NO_SYNONYMS, Match, Synonyms
from search.understanding.vocabulary import Vocabulary
from search.weights import (
    JOINED_SHARE,
    OPTIONAL_SHARE,
    PHRASE_SHARE,
    PREFIX_SHARE,
    REPAIR_SHARES,
    SYNONYM_SHARE,
    TURNED_SHARE,
    rarity,
)

SHORTEST_PREFIX = 4
LONGEST_PHRASE = 8
# In place of a reading's number: a word that turns the sense round belongs to the next one.
TURN = -1


@dataclass(frozen=True)
class Reading:
    """A word with the ways to say it found so far.

    `share` is what its synonyms are worth at most; `mended` what it was meant for.
    """

    said: Said
    alternatives: tuple[Alternative, ...]
    stem: str
    share: int = WHOLE
    mended: str | None = None

    def also(self, *alternatives: Alternative) -> Reading:
        return replace(self, alternatives=(*self.alternatives, *alternatives))


def understand(
    text: str, vocabulary: Vocabulary, synonyms: Synonyms = NO_SYNONYMS
) -> Query:
    """The query that `text` asks, as far as `vocabulary` and `synonyms` can tell."""
    told = sentence(text, vocabulary, synonyms)
    if not told.said:
        return Query(has_no_words=bool(text.strip()))
    readings = [_read(word, vocabulary, synonyms) for word in told.said]
    readings = _with_joined(readings)
    readings = _with_synonyms(readings, synonyms)
    clauses = tuple(_clause(reading, vocabulary) for reading in readings)
    clauses += _whole(told, clauses, vocabulary)
    missing = tuple(
        clause.typed
        for clause in clauses
        if clause.is_required and not _holding(clause.alternatives[0], vocabulary)
    )
    return Query(clauses, missing, _mended(text, readings))


def _read(said: Said, vocabulary: Vocabulary, synonyms: Synonyms) -> Reading:
    """The word as it was said; after a "non", best together with it."""
    reading = _known(said, vocabulary, synonyms)
    if not said.before:
        return reading
    together = Alternative((*said.before, reading.stem))
    alone = (_less(way, TURNED_SHARE) for way in reading.alternatives)
    return replace(reading, alternatives=(together, *alone), share=TURNED_SHARE)


def _known(said: Said, vocabulary: Vocabulary, synonyms: Synonyms) -> Reading:
    """The word itself; else, where no entry holds it, its beginning or its repairs."""
    own = Alternative((said.stem,))
    if said.stem in vocabulary.stems or said.stem in synonyms.stems:
        return Reading(said, (own, *_doubled(said, vocabulary)), said.stem)
    if said.is_last and len(said.folded) >= SHORTEST_PREFIX:
        beginning = vocabulary.beginning(said.folded)
        start = Alternative((beginning or "",), PREFIX_SHARE, is_prefix=True)
        if beginning and _holding(start, vocabulary):
            return Reading(said, (start,), said.stem)
    forms = repairs(said.folded, vocabulary) or repairs(said.folded, synonyms.words)
    if not forms:
        return Reading(said, (own,), said.stem)
    ways = [
        Alternative((stem(form),), share)
        for form, share in zip(forms, REPAIR_SHARES, strict=False)
    ]
    return Reading(said, tuple(ways), stem(forms[0]), REPAIR_SHARES[0], forms[0])


def _doubled(said: Said, vocabulary: Vocabulary) -> list[Alternative]:
    """Letters doubled or not, in a word whose stem is another's: "malatia" is near "malato"."""
    if said.folded in vocabulary.forms or len(said.folded) < LONG:
        return []
    forms = vocabulary.doubled(said.folded)[:MOST_REPAIRS]
    return [Alternative((stem(form),), REPAIR_SHARES[0]) for form in forms]


def _less(way: Alternative, share: int) -> Alternative:
    return replace(way, share=way.share * share // WHOLE)


def _with_joined(readings: list[Reading]) -> list[Reading]:
    """Two words that may be one ("tele soccorso") are both answered by that one."""
    result = list(readings)
    for n, (one, other) in enumerate(pairwise(readings)):
        whole = joined(one.said, other.said)
        if whole:
            result[n] = result[n].also(Alternative((whole,), JOINED_SHARE))
            result[n + 1] = result[n + 1].also(Alternative((whole,), JOINED_SHARE))
    return result


def _with_synonyms(readings: list[Reading], synonyms: Synonyms) -> list[Reading]:
    """What several words are called besides answers each of them.

    (casa or X) and (popolare or X) is (casa and popolare) or X: a group of several words needs
    no clause of its own.
    """
    result = list(readings)
    owned = _owned(readings)
    for match in synonyms.matches([one for one, _ in owned]):
        owners = [owner for _, owner in owned[match.start : match.end]]
        is_turned = TURN in owners
        for n in owners:
            if n != TURN:
                share = WHOLE if is_turned else result[n].share
                result[n] = result[n].also(*_others(match, share))
    return result


def _owned(readings: Sequence[Reading]) -> list[tuple[str, int]]:
    """Stems in order, each with the number of its reading; a "non" has none."""
    owned = []
    for n, reading in enumerate(readings):
        owned += [(turn, TURN) for turn in reading.said.before[:1]]
        owned.append((reading.stem, n))
    return owned


def _others(match: Match, share: int) -> list[Alternative]:
    return [
        Alternative(stems, SYNONYM_SHARE * share // WHOLE) for stems in match.others
    ]


def _clause(reading: Reading, vocabulary: Vocabulary) -> Clause:
    said = reading.said
    ways = chosen(reading.alternatives, lambda way: _holding(way, vocabulary))
    union = sum(_holding(way, vocabulary) for way in ways)
    worth = rarity(vocabulary.entries, min(union, vocabulary.entries))
    return Clause(
        typed=said.typed,
        folded=reading.mended or said.folded,
        alternatives=ways,
        worth=worth if said.is_required else worth // OPTIONAL_SHARE,
        is_required=said.is_required,
    )


def _whole(
    told: Sentence, clauses: Sequence[Clause], vocabulary: Vocabulary
) -> tuple[Clause, ...]:
    """All words just as they were said, which only lifts: "casa del comune" is one thing."""
    is_short = len(told.said) > 1 and len(told.whole) <= LONGEST_PHRASE
    if not (is_short and vocabulary.holding(told.whole)):
        return ()
    worth = sum(clause.worth for clause in clauses) * PHRASE_SHARE // WHOLE
    typed = " ".join(word.typed for word in told.said)
    return (Clause(typed, "", (Alternative(told.whole),), worth, is_required=False),)


def _holding(way: Alternative, vocabulary: Vocabulary) -> int:
    if way.is_prefix:
        return vocabulary.holding_prefix(way.stems)
    return vocabulary.holding(way.stems)


def _mended(text: str, readings: Sequence[Reading]) -> str | None:
    """`text` with its typing errors mended; None where there are none."""
    if not any(reading.mended or reading.said.is_apart for reading in readings):
        return None
    parts, last = [], 0
    for reading in sorted(readings, key=lambda reading: reading.said.word.start):
        word = reading.said.word
        gap = " " if reading.said.is_apart else ""
        parts += [text[last : word.start], gap, reading.mended or reading.said.typed]
        last = word.end
    return "".join([*parts, text[last:]])
