"""The index behind the alias: made, switched, cleaned.

Searches ask the alias; each index behind it has a name of its own, which tells its form and when it
was made. One that stands behind no alias is what a broken-off rebuild left.
"""

from __future__ import annotations

import time
from typing import Any

from elasticsearch import Elasticsearch, NotFoundError

from search.engines.elastic.mapping import FORMAT, MAPPINGS, SETTINGS


def create(client: Elasticsearch, alias: str) -> str:
    """A new index that nobody asks yet; its name."""
    name = f"{alias}-{FORMAT}-{time.time_ns():x}"
    # Nobody looks into it before it is whole: what is written need not be findable.
    settings = {**SETTINGS, "refresh_interval": "-1"}
    made = client.indices.create(index=name, settings=settings, mappings=MAPPINGS)
    _agreed(made.body)
    return name


def switch(client: Elasticsearch, alias: str, name: str) -> None:
    """Let the alias lead to `name`, and remove what it led to, in one step."""
    interval = {"refresh_interval": SETTINGS["refresh_interval"]}
    client.indices.put_settings(index=name, settings=interval)
    client.indices.refresh(index=name)
    removed = [{"remove_index": {"index": old}} for old in behind(client, alias)]
    added = {"add": {"index": name, "alias": alias, "is_write_index": True}}
    _agreed(client.indices.update_aliases(actions=[added, *removed]).body)


def behind(client: Elasticsearch, alias: str) -> list[str]:
    """Indices that the alias leads to: one, or none before the first rebuild."""
    try:
        # An index that bears the alias's own name answers for itself.
        return sorted(client.indices.get(index=alias, features="aliases").body)
    except NotFoundError:
        return []


def clean(client: Elasticsearch, alias: str) -> list[str]:
    """Remove what broken-off rebuilds left; names of what was removed."""
    known = client.indices.get(index=f"{alias}-*", features="aliases").body
    left = sorted(set(known) - set(behind(client, alias)))
    for name in left:
        drop(client, name)
    return left


def drop(client: Elasticsearch, name: str) -> None:
    """Remove an index, known or not."""
    client.indices.delete(index=name, ignore_unavailable=True)


def is_of_this_form(name: str, alias: str) -> bool:
    """True for an index made with the present mapping."""
    return name.startswith(f"{alias}-{FORMAT}-")


def _agreed(answer: Any) -> None:
    """What the cluster has not said yes to has not happened."""
    if not isinstance(answer, dict) or answer.get("acknowledged") is not True:
        raise ValueError("not acknowledged")
