"""App configuration."""

from django.apps import AppConfig


class DirectoryConfig(AppConfig):
    """Organisations, services, desks."""

    name = "directory"
    verbose_name = "Servizi e sportelli"
