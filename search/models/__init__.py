"""The search's own tables."""

from search.models.index import IndexEntry, IndexFacet
from search.models.outbox import OutboxRow

__all__ = ["IndexEntry", "IndexFacet", "OutboxRow"]
