"""People, their authorisation profiles, and what each body was given."""

from accounts.models.access import OrganisationAccess, RoleGroup
from accounts.models.audit import (
    AuditChain,
    AuditEntry,
    AuditSegment,
    AuditSettings,
)
from accounts.models.instructions import Acceptance, Instructions
from accounts.models.invitation import Invitation
from accounts.models.login import FactorRecovery, LoginCacheRow
from accounts.models.membership import Bond, Membership, Outcome
from accounts.models.reviewing import ReviewNotice
from accounts.models.system_administrator import SystemAdministrator
from accounts.models.user import User, UserManager

__all__ = [
    "Acceptance",
    "AuditChain",
    "AuditEntry",
    "AuditSegment",
    "AuditSettings",
    "Bond",
    "FactorRecovery",
    "Instructions",
    "Invitation",
    "LoginCacheRow",
    "Membership",
    "OrganisationAccess",
    "Outcome",
    "ReviewNotice",
    "RoleGroup",
    "SystemAdministrator",
    "User",
    "UserManager",
]
