"""Writes the log: the only way in."""

from __future__ import annotations

import datetime as dt
import json
import logging
from typing import Any

from django.db import models, transaction
from django.utils import timezone

from accounts.audit.kinds import Kind, chain_of
from accounts.audit.sealed import moment
from accounts.models.audit import AuditEntry

log = logging.getLogger("audit")

Code = str | int | bool | None


def record(
    kind: Kind,
    *,
    user: Any = None,
    obj: models.Model | None = None,
    about: tuple[str, str] = ("", ""),
    at: dt.datetime | None = None,
    **codes: Code,
) -> AuditEntry:
    """Write one entry, in the transaction of what it tells of.

    `obj` is what it happened to, or `about` its type and number where there is no object. `codes`
    are short and closed; nothing that a person typed, and nobody's name or address.
    """
    kind_of, number = (obj._meta.label_lower, str(obj.pk)) if obj else about
    entry = AuditEntry.objects.create(
        chain=chain_of(kind),
        at=at or timezone.now(),
        kind=kind,
        user_number=getattr(user, "pk", None),
        object_type=kind_of[:100],
        object_id=number[:64],
        codes=codes,
    )
    transaction.on_commit(lambda: tell(entry))
    return entry


def tell(entry: AuditEntry) -> None:
    """The entry as a line of JSON on the standard output, for whoever collects logs."""
    say(
        event=entry.kind,
        number=entry.pk,
        at=moment(entry.at),
        user=entry.user_number,
        object=f"{entry.object_type}:{entry.object_id}".strip(":"),
        codes=entry.codes,
    )


def say(**facts: Any) -> None:
    """One line of JSON."""
    log.info(json.dumps(facts, ensure_ascii=False))
