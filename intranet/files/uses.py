"""What refers to a private file: rows of any part, and links in restricted pages."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, Q

from intranet.models import IntranetTextPage, PrivateFile

_KEY = re.compile(r"/intranet/file/([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})")


@dataclass(frozen=True)
class Use:
    """Things of one kind that refer to a file, and how many."""

    kind: str
    count: int


def uses_of(file: PrivateFile) -> list[Use]:
    """All kinds, with one query each."""
    found = [
        Use(
            _kind(field),
            field.related_model._base_manager.filter(
                **{field.field.name: file}
            ).count(),
        )
        for field in _relations()
    ]
    pages = str(file.key) in {str(key) for key in linked_keys()}
    found.append(Use("pagine riservate", int(pages)))
    return [use for use in found if use.count]


def is_used() -> Q:
    """Rows that something refers to: an annotation for a list, or a filter."""
    found = Q(key__in=linked_keys())
    for field in _relations():
        rows = field.related_model._base_manager.filter(
            **{field.field.name: OuterRef("pk")}
        )
        found |= Q(Exists(rows))
    return found


def linked_keys() -> set[UUID]:
    """Keys of files that texts of restricted pages link to."""
    texts = IntranetTextPage.objects.values_list("body", flat=True)
    raw = (str(text.raw_data if hasattr(text, "raw_data") else text) for text in texts)
    return {UUID(key) for text in raw for key in _KEY.findall(text)}


def _relations() -> Iterable[Any]:
    """Foreign keys to a file, those of many-to-many tables included."""
    fields = PrivateFile._meta.get_fields(include_hidden=True)
    return [f for f in fields if f.auto_created and (f.one_to_many or f.one_to_one)]


def _kind(field: Any) -> str:
    """In Italian; of a table between two, the thing at its other end."""
    model = field.related_model
    owner = model._meta.auto_created or model
    return str(owner._meta.verbose_name_plural)
