"""What every engine is asked: a text understood with what the site knows now."""

from search.query import Query
from search.synonyms import current_synonyms
from search.understanding import understand
from search.vocabulary import current_vocabulary


def understood(text: str) -> Query:
    """The query that `text` asks, by the words the index holds and their synonyms."""
    return understand(text, current_vocabulary(), current_synonyms())
