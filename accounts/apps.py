"""App configuration."""

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """Users and rights."""

    name = "accounts"
    verbose_name = "Accessi"
