"""App configuration."""

from django.apps import AppConfig


class EditorialConfig(AppConfig):
    """The work of publishing."""

    name = "editorial"
    verbose_name = "Redazione"

    def ready(self) -> None:
        from core import nightly
        from editorial.freshness import privacy
        from editorial.freshness.night import remind
        from editorial.links.night import check_links
        from editorial.urgent.night import forget_changes

        privacy.register()
        nightly.register("reminders", remind)
        nightly.register("links", check_links)
        nightly.register("urgent_changes", forget_changes)
