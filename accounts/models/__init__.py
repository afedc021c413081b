"""People, their authorisation profiles, and what each body was given."""

from accounts.models.access import OrganisationAccess, RoleGroup
from accounts.models.membership import Bond, Membership, Outcome
from accounts.models.user import User, UserManager

__all__ = [
    "Bond",
    "Membership",
    "OrganisationAccess",
    "Outcome",
    "RoleGroup",
    "User",
    "UserManager",
]
