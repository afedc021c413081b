"""What is done with people and their rights; each action is atomic and leaves one log entry."""

from accounts.actions.groups import drop_group, role_group
from accounts.actions.memberships import (
    grant,
    resume,
    suspend,
    sync_rights,
    withdraw_membership,
)
from accounts.actions.provisioning import (
    holds_files,
    provision,
    set_trusted,
    withdraw,
)

__all__ = [
    "drop_group",
    "grant",
    "holds_files",
    "provision",
    "resume",
    "role_group",
    "set_trusted",
    "suspend",
    "sync_rights",
    "withdraw",
    "withdraw_membership",
]
