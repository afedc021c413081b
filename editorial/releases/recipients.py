"""Which bodies and persons are told of a list or of a digest: rows to be sent, nothing sent."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

from accounts.models import Membership
from accounts.roles import RoleCode
from editorial.models import ListDigest, ListLetter, ListReceipt, ListRelease
from editorial.releases.comparing import Change
from editorial.releases.news import Subject
from editorial.releases.permissions import keepers_of


def prepare(subject: Subject, changes: list[Change], on: dt.date) -> None:
    """A receipt for each body that keeps pages, a letter for each person to be told.

    A digest also goes to those who coordinate.
    """
    keepers = list(keepers_of(on).select_related("organisation"))
    bodies = {row.organisation_id: row.organisation for row in keepers}
    ListReceipt.objects.bulk_create(
        _receipt(subject, body, changes) for body in bodies.values()
    )
    people = set(_answering(keepers))
    if isinstance(subject, ListDigest):
        people |= coordinators(on)
    ListLetter.objects.bulk_create(
        ListLetter(user_id=pk, **naming(subject)) for pk in sorted(people)
    )


def naming(subject: Subject) -> Mapping[str, Any]:
    """The field of a receipt or letter that names this subject."""
    name = "release" if isinstance(subject, ListRelease) else "digest"
    return {name: subject}


def coordinators(on: dt.date) -> set[int]:
    """Who keeps the whole list together, by user number."""
    rows = Membership.objects.active_on(on).with_role(RoleCode.COORDINATOR)
    return set(rows.values_list("user_id", flat=True))


def told_for(keepers: Iterable[Membership]) -> dict[int, set[int]]:
    """By body, who is told: its *responsabili*; where it has none, those who write for it."""
    by_body: dict[int, dict[str, set[int]]] = defaultdict(lambda: defaultdict(set))
    for row in keepers:
        by_body[row.organisation_id or 0][row.role].add(row.user_id)
    return {
        body: roles.get(RoleCode.MANAGER) or roles.get(RoleCode.EDITOR) or set()
        for body, roles in by_body.items()
    }


def _answering(keepers: Iterable[Membership]) -> set[int]:
    return set().union(*told_for(keepers).values())


def _receipt(subject: Subject, body: Any, changes: list[Change]) -> ListReceipt:
    key = str(body.translation_key)
    asks = any(row.asks_confirmation and row.concerns(key) for row in changes)
    return ListReceipt(
        **naming(subject),
        body=body,
        body_key=key,
        body_name=body.title,
        asks_confirmation=asks,
    )
