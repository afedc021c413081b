"""A desk's rows as a revision holds them, and back again."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from modelcluster.models import (
    get_serializable_data_for_fields,
    model_from_serializable_data,
)

from directory.models import DeskClosure, DeskHours, DeskPage, DeskPhone
from directory.opening_hours import closure_problems, validate
from editorial.urgent.merging import Row, Rows, merged, same

MODELS: dict[str, Any] = {
    "hours": DeskHours,
    "closures": DeskClosure,
    "phones": DeskPhone,
}
Snapshot = dict[str, Rows]


def snapshot(desk: DeskPage) -> Snapshot:
    """The rows of a desk, by relation."""
    return {
        name: [plain(get_serializable_data_for_fields(row)) for row in rows(desk, name)]
        for name in MODELS
    }


def rows(desk: DeskPage, name: str) -> list[Any]:
    """The rows of one relation, in order."""
    return list(getattr(desk, name).all())


def plain(data: Any) -> Any:
    """As the database gives JSON back."""
    return json.loads(json.dumps(data, cls=DjangoJSONEncoder))


def mark_of(taken: Snapshot) -> str:
    """A short mark that changes with the rows: what somebody saw when they began."""
    text = json.dumps(taken, sort_keys=True).encode()
    return hashlib.sha256(text).hexdigest()[:20]


def is_same(one: Snapshot, other: Snapshot) -> bool:
    """Whether both say the same."""
    return all(same(one[name], other[name]) for name in MODELS)


def models_of(taken: Snapshot) -> dict[str, list[Any]]:
    """Model instances from a snapshot."""
    return {name: _instances(name, taken[name]) for name in MODELS}


def _instances(name: str, data: Sequence[Row]) -> list[Any]:
    # The rows' page and language are the desk's own: no need to look for them.
    model = MODELS[name]
    return [model_from_serializable_data(model, row, check_fks=False) for row in data]


def merged_content(
    content: dict[str, Any], before: Snapshot, after: Snapshot
) -> dict[str, Any]:
    """A draft's content with the change made in it too, and nothing else.

    Where the draft's own rows cannot stand beside the new ones (two hours at once), the public
    rows replace them.
    """
    result = dict(content)
    for name in MODELS:
        if same(before[name], after[name]):
            continue
        together = merged(before[name], after[name], content.get(name) or [])
        result[name] = together if _fits(name, together) else after[name]
    return result


def _fits(name: str, data: Rows) -> bool:
    if name == "hours":
        return not validate([row.row for row in _instances(name, data)])
    if name == "closures":
        return not closure_problems([r.closure for r in _instances(name, data)])
    return True
