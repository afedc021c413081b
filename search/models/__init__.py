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
from search.models.outbox import EngineTurn, OutboxRow
from search.models.synonyms import SynonymGroup

__all__ = [
    "AmbiguousWord",
    "CrisisHelp",
    "CrisisPhrase",
    "EngineTurn",
    "GivenDefault",
    "IndexEntry",
    "IndexFacetValue",
    "IndexPoint",
    "IndexRank",
    "IndexWord",
    "MissingWord",
    "OutboxRow",
    "PromotedAnswer",
    "SynonymGroup",
    "WordMeaning",
]
