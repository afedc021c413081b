"""The wiring is an app so that it can hold commands that use every other app."""

from django.apps import AppConfig


class ConfigConfig(AppConfig):
    """Holds `demo`, `backup` and `restore`; has no models."""

    name = "config"
    verbose_name = "Configurazione"

    def ready(self) -> None:
        from config.backup.keeping import backup_of_the_night
        from core import nightly

        nightly.register("backup", backup_of_the_night)
