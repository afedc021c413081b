"""Writes records as pages: the one way in for the product's content and for every import."""

from exchange.writer.outcome import Origin, Outcome, Result
from exchange.writer.writing import Writer

__all__ = ["Origin", "Outcome", "Result", "Writer"]
