"""Phrases that the coordinator keeps, and whether a visitor typed one. Pure."""

from search.phrases.matching import Phrase, Typed, read_phrase, read_query

__all__ = ["Phrase", "Typed", "read_phrase", "read_query"]
