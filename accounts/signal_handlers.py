"""An organisation was created: it gets its rights."""

from typing import Any

from accounts.actions import provision
from directory.models import OrganisationPage


def provision_organisation(
    instance: OrganisationPage, created: bool, raw: bool = False, **_: Any
) -> None:
    """Receiver of `post_save`."""
    if created and not raw:
        provision(organisation=instance)
