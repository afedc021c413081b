"""An organisation gets its rights when it is created and loses them when it is gone."""

from typing import Any

from accounts.actions import provision, withdraw
from accounts.models import OrganisationAccess
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
