"""App configuration."""

from django.apps import AppConfig
from django.db.models.signals import post_delete, post_save


class AccountsConfig(AppConfig):
    """Users and rights."""

    name = "accounts"
    verbose_name = "Accessi"

    def ready(self) -> None:
        from accounts.models import OrganisationAccess
        from accounts.signal_handlers import provision_organisation, withdraw_access
        from directory.models import OrganisationPage

        post_save.connect(provision_organisation, sender=OrganisationPage)
        post_delete.connect(withdraw_access, sender=OrganisationAccess)
