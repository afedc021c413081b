"""The search's own tables."""

from search.models.answers import (
    AmbiguousWord,
    CrisisHelp,
    CrisisPhrase,
    GivenDefault,
    PromotedAnswer,
    WordMeaning,
)
from search.models.index import (
    IndexEntry,
    IndexFacetValue,
    IndexPoint,
    IndexRank,
    IndexWord,
)
from search.models.learning import MissingWord
from search.models.outbox import OutboxRow

__all__ = [
    "AmbiguousWord",
    "CrisisHelp",
    "CrisisPhrase",
    "GivenDefault",
    "IndexEntry",
    "IndexFacetValue",
    "IndexPoint",
    "IndexRank",
    "IndexWord",
    "MissingWord",
    "OutboxRow",
    "PromotedAnswer",
    "WordMeaning",
]
