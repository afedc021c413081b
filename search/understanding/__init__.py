"""From a visitor's words to a `Query`: the same for every engine."""

from search.understanding.reading import understand
from search.understanding.vocabulary import Vocabulary

__all__ = ["Vocabulary", "understand"]
