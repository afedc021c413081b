"""App configuration."""

from django.apps import AppConfig


class EditorialConfig(AppConfig):
    """The work of publishing."""

    name = "editorial"
    verbose_name = "Redazione"

    def ready(self) -> None:
        from core import nightly
        from editorial.freshness.night import remind
        from editorial.links.night import check_links

        nightly.register("reminders", remind)
        nightly.register("links", check_links)
