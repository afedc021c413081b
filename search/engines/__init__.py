"""The engines behind the search."""

from search.engines.base import Engine
from search.engines.database import DatabaseEngine

__all__ = ["Engine", "current_engine"]


def current_engine() -> Engine:
    """The engine that answers."""
    return DatabaseEngine()
