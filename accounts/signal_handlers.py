"""A body gets its rights when it is created and loses them when it is gone."""

from typing import Any

from django.apps import AppConfig, apps
from django.db import connections

from accounts.actions import drop_group, provision, sync_common_rights, withdraw
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


def rights_in_step(sender: AppConfig, using: str, **_: Any) -> None:
    """Receiver of `post_migrate`: once, after the last app's permissions were made.

    Django sends it for apps with models alone.
    """
    if sender != [app for app in apps.get_app_configs() if app.models_module][-1]:
        return
    connection = connections[using]
    if RoleGroup._meta.db_table in connection.introspection.table_names():
        sync_common_rights()
