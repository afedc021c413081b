"""Who may attest that a duty was met. Deny by default."""

from __future__ import annotations

from typing import Any

from core.page_permissions import keeps_the_tree


def can_record_evidence(user: Any, agreement: Any) -> bool:
    """Agreements are the coordinator's: a party does not attest its own duties by itself."""
    return bool(user and user.is_authenticated and keeps_the_tree(user))
