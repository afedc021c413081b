"""Child rows of a page that is being written, held in memory instead of asked for again."""

from __future__ import annotations

from typing import Any

from modelcluster.models import (
    get_all_child_m2m_relations,
    get_all_child_relations,
)


def hold_empty(page: Any) -> None:
    """A page just made has no child rows but those it holds: each relation saves a query.

    They lie where modelcluster keeps the rows of a page in memory.
    """
    held = page.__dict__.setdefault("_cluster_related_objects", {})
    for relation in get_all_child_relations(page):
        held.setdefault(relation.get_accessor_name(), [])
    for field in get_all_child_m2m_relations(page):
        held.setdefault(field.name, [])
