"""Who may read a private file. Deny by default.

A file hangs from something: a course, a meeting, a notice. Each of these registers a rule in
`ready()`; whoever may read one thing that a file hangs from may read the file. A rule with its
`readable` form answers for any number of files in the query that asks.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.db.models import Q, QuerySet

from intranet.entry.access import Access
from intranet.models import PrivateFile

Rule = Callable[[Access, PrivateFile], bool]
# Keys of the files that hang from something this person may read: a queryset with one column.
Readable = Callable[[Access], QuerySet[Any, Any]]

_rules: dict[Rule, Readable | None] = {}
# Files that are asked one by one where a rule has no other form: more would cost too much.
MOST_ASKED = 50


def register(rule: Rule, readable: Readable | None = None) -> None:
    """`rule(access, file)`: whether the file hangs from something that this person may read."""
    if _rules.get(rule) is None:
        _rules[rule] = readable


def can_read(access: Access, file: PrivateFile) -> bool:
    """Whoever keeps it, whoever it is shared with, and whoever may read what it hangs from."""
    return access.enters and (
        can_keep(access, file)
        or is_shared_with(access, file)
        or any(rule(access, file) for rule in _rules)
    )


def can_keep(access: Access, file: PrivateFile) -> bool:
    """Those who answer for the body that keeps it, its referents, and whoever brought it."""
    if access.keeps_all:
        return True
    keepers = access.spoken_for
    is_own = (
        file.added_by_id == access.user.pk and file.organisation_id in access.bodies
    )
    return is_own or file.organisation_id in keepers


def is_shared_with(access: Access, file: PrivateFile) -> bool:
    """The bodies at the same table, by an agreement in force; the coordination's, all who enter."""
    at_the_table = (
        file.organisation_id is None or file.organisation_id in access.parties
    )
    return file.is_shared and at_the_table


def kept_q(access: Access) -> Q:
    """`can_keep` as the database reckons it."""
    if access.keeps_all:
        return Q()
    keepers = access.spoken_for
    own = Q(added_by=access.user.pk, organisation__in=access.bodies)
    return own | Q(organisation__in=keepers)


def read_q(access: Access) -> Q:
    """`can_read` as the database reckons it, but for the rules that have no such form."""
    if not access.enters:
        return Q(pk__in=[])
    if access.keeps_all:
        return Q()
    at_the_table = Q(organisation__isnull=True) | Q(organisation__in=access.parties)
    found = kept_q(access) | Q(is_shared=True) & at_the_table
    for readable in _rules.values():
        if readable is not None:
            found |= Q(pk__in=readable(access))
    return found


def readable_among(
    access: Access, files: QuerySet[PrivateFile], most: int
) -> list[PrivateFile]:
    """The first of `files` that this person may read; two queries at most, and the bare rules'."""
    found = list(files.filter(read_q(access))[:most])
    bare = [rule for rule, readable in _rules.items() if readable is None]
    if len(found) >= most or not bare or not access.enters or access.keeps_all:
        return found
    others = files.exclude(pk__in=[file.pk for file in found])[:MOST_ASKED]
    found += [file for file in others if any(rule(access, file) for rule in bare)]
    return found[:most]
