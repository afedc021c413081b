"""The wiring is an app so that it can hold commands that use every other app."""

from django.apps import AppConfig


class ConfigConfig(AppConfig):
    """Holds `demo`; has no models."""

    name = "config"
    verbose_name = "Configurazione"
