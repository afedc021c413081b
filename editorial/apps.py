"""App configuration."""

from django.apps import AppConfig


class EditorialConfig(AppConfig):
    """The work of publishing."""

    name = "editorial"
    verbose_name = "Redazione"

    def ready(self) -> None:
        from core import nightly
        from editorial.freshness.night import remind

        nightly.register("reminders", remind)
