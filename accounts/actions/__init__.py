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
from accounts.actions.recovery import (
    NotAllowed,
    approve_recovery,
    ask_recovery,
    refuse_recovery,
)

__all__ = [
    "NotAllowed",
    "approve_recovery",
    "ask_recovery",
    "drop_group",
    "grant",
    "holds_files",
    "provision",
    "refuse_recovery",
    "resume",
    "role_group",
    "set_trusted",
    "suspend",
    "sync_rights",
    "withdraw",
    "withdraw_membership",
]
