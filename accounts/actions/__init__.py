"""What is done with people and their rights; each action is atomic and leaves one log entry."""

from accounts.actions.endings import NotNow, keep
from accounts.actions.groups import drop_group, role_group, sync_common_rights
from accounts.actions.invitations import (
    accept_invitation,
    forget_invitations,
    invite,
    revoke_invitation,
    send_again,
    usable_invitation,
)
from accounts.actions.memberships import (
    change_dates,
    grant,
    resume,
    suspend,
    sync_rights,
    withdraw_membership,
)
from accounts.actions.naming import give_name
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
    "NotNow",
    "accept_invitation",
    "approve_recovery",
    "ask_recovery",
    "change_dates",
    "drop_group",
    "forget_invitations",
    "give_name",
    "grant",
    "holds_files",
    "invite",
    "keep",
    "provision",
    "refuse_recovery",
    "resume",
    "revoke_invitation",
    "role_group",
    "send_again",
    "set_trusted",
    "suspend",
    "sync_common_rights",
    "sync_rights",
    "usable_invitation",
    "withdraw",
    "withdraw_membership",
]
