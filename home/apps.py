"""App configuration."""

from django.apps import AppConfig


class HomeConfig(AppConfig):
    """Pages around the directory."""

    name = "home"
    verbose_name = "Pagine"
