"""App configuration."""

from django.apps import AppConfig
from django.db.models.signals import post_save


class AccountsConfig(AppConfig):
    """Users and rights."""

    name = "accounts"
    verbose_name = "Accessi"

    def ready(self) -> None:
        from accounts.signal_handlers import provision_organisation
        from directory.models import OrganisationPage

        post_save.connect(provision_organisation, sender=OrganisationPage)
