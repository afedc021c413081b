"""What a visitor's words mean: the one reading of a query that every engine executes. Pure.

A query is a list of clauses; an entry answers a clause when it holds one of its alternatives.
Words, synonyms, repaired typing errors and unfinished words are all alternatives, worked out
before any engine is asked (`search.understanding`): that is why two engines find the same.
"""

from __future__ import annotations

from dataclasses import dataclass

WHOLE = 100


@dataclass(frozen=True)
class Alternative:
    """One way to say a clause: stems that stand next to each other in this order.

    `share` is the part, in hundredths, of the clause's worth that it earns: a synonym or a
    repaired word counts less than what was typed. `is_prefix`: the last stem may go on.
    """

    stems: tuple[str, ...]
    share: int = WHOLE
    is_prefix: bool = False


@dataclass(frozen=True)
class Clause:
    """One thing sought, with all the ways to say it; the first alternative is the best.

    `typed` is how it was written, `folded` the same folded and unstemmed (an entry whose title
    holds exactly that stands above its inflections). `worth` is its rarity (`weights.rarity`).
    A clause that is not required lifts entries and excludes none.
    """

    typed: str
    folded: str
    alternatives: tuple[Alternative, ...]
    worth: int
    is_required: bool = True


@dataclass(frozen=True)
class Query:
    """A text understood.

    `missing`: words, as typed, that no entry holds in any way. `did_you_mean`: the whole text
    with its typing errors mended, where there were any. `has_no_words`: only empty words.
    """

    clauses: tuple[Clause, ...] = ()
    missing: tuple[str, ...] = ()
    did_you_mean: str | None = None
    has_no_words: bool = False

    @property
    def required(self) -> tuple[Clause, ...]:
        """Clauses that an entry must answer."""
        return tuple(clause for clause in self.clauses if clause.is_required)
