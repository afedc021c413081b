"""Who may read a private file. Deny by default.

A file hangs from something: a course, a meeting, a notice. Each of these registers a rule in
`ready()`; whoever may read one thing that a file hangs from may read the file.
"""

from __future__ import annotations

from collections.abc import Callable

from accounts.roles import RoleCode
from intranet.entry.access import Access
from intranet.models import PrivateFile

Rule = Callable[[Access, PrivateFile], bool]

_rules: list[Rule] = []


def register(rule: Rule) -> None:
    """`rule(access, file)`: whether the file hangs from something that this person may read."""
    if rule not in _rules:
        _rules.append(rule)


def can_read(access: Access, file: PrivateFile) -> bool:
    """Whoever keeps it, and whoever may read something that it hangs from."""
    return access.enters and (
        can_keep(access, file) or any(rule(access, file) for rule in _rules)
    )


def can_keep(access: Access, file: PrivateFile) -> bool:
    """Those who answer for the body that keeps it, its referents, and whoever brought it."""
    if access.keeps_all:
        return True
    keepers = access.bodies_with(RoleCode.MANAGER, RoleCode.REFERENT)
    is_own = (
        file.added_by_id == access.user.pk and file.organisation_id in access.bodies
    )
    return is_own or file.organisation_id in keepers
