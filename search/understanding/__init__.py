"""From a visitor's words to a `Query`: the same for every engine."""

from search.understanding.reading import understand
from search.understanding.synonyms import (
    NO_SYNONYMS,
    Group,
    SynonymError,
    Synonyms,
    compiled,
    read_group,
    read_groups,
)
from search.understanding.vocabulary import Vocabulary

__all__ = [
    "NO_SYNONYMS",
    "Group",
    "SynonymError",
    "Synonyms",
    "Vocabulary",
    "compiled",
    "read_group",
    "read_groups",
    "understand",
]
