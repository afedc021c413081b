"""A body gets its rights when it is created and loses them when it is gone."""

from typing import Any

from accounts.actions import drop_group, provision, withdraw
from accounts.models import OrganisationAccess, RoleGroup
from directory.models import OrganisationPage


def provision_organisation(
    instance: OrganisationPage, created: bool, raw: bool = False, **_: Any
) -> None:
    """Receiver of `post_save`."""
    if created and not raw:
        provision(organisation=instance)


def withdraw_access(instance: OrganisationAccess, **_: Any) -> None:
    """Receiver of `post_delete`: the row goes with its organisation."""
    withdraw(access=instance)


def withdraw_group(instance: RoleGroup, **_: Any) -> None:
    """Receiver of `post_delete`: the row goes with its organisation."""
    drop_group(instance)
