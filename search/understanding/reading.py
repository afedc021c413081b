"""Reading a query: words, what else they are called, what was meant. Pure."""

from __future__ import annotations

from search.query import Alternative, Clause, Query
from search.text import query_words
from search.text.folding import fold
from search.understanding.vocabulary import Vocabulary
from search.weights import OPTIONAL_SHARE, rarity


def understand(text: str, vocabulary: Vocabulary) -> Query:
    """The query that `text` asks, as far as `vocabulary` can tell."""
    words = query_words(text)
    if not words:
        return Query(has_no_words=bool(text.strip()))
    clauses = []
    for word in words:
        worth = rarity(vocabulary.entries, vocabulary.holding([word.stem]))
        clauses.append(
            Clause(
                word.typed,
                fold(word.typed),
                (Alternative((word.stem,)),),
                worth if word.is_required else worth // OPTIONAL_SHARE,
                word.is_required,
            )
        )
    missing = tuple(
        clause.typed
        for clause in clauses
        if clause.is_required and not vocabulary.holding(clause.alternatives[0].stems)
    )
    return Query(tuple(clauses), missing)
