"""App configuration."""

from django.apps import AppConfig


class EditorialConfig(AppConfig):
    """The work of publishing."""

    name = "editorial"
    verbose_name = "Redazione"
