"""Private files hold who brought them; what stands in them is the body's, not a user's."""

from __future__ import annotations

from typing import Any

from accounts.models import User
from core import privacy
from intranet.models import PrivateFile


def register() -> None:
    """Files that somebody brought."""
    privacy.register("file riservati", export=_brought, erase=_erase)


def _brought(user: User) -> list[Any]:
    rows = PrivateFile.objects.filter(added_by=user).order_by("added_at", "pk")
    return list(rows.values("title", "name", "size", "added_at"))


def _erase(user: User) -> int:
    """The file stays with its body, brought by nobody any more."""
    return PrivateFile.objects.filter(added_by=user).update(added_by=None)
