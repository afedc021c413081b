"""App configuration."""

from django.apps import AppConfig
from django.db.models.signals import post_delete, post_save


class AccountsConfig(AppConfig):
    """Users and rights."""

    name = "accounts"
    verbose_name = "Accessi"

    def ready(self) -> None:
        from accounts import signal_handlers
        from accounts.models import OrganisationAccess, RoleGroup
        from accounts.reviewing import jobs
        from directory.models import OrganisationPage

        post_save.connect(
            signal_handlers.provision_organisation, sender=OrganisationPage
        )
        post_delete.connect(signal_handlers.withdraw_access, sender=OrganisationAccess)
        post_delete.connect(signal_handlers.withdraw_group, sender=RoleGroup)
        jobs.register()
