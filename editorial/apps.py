"""App configuration."""

from django.apps import AppConfig


class EditorialConfig(AppConfig):
    """The work of publishing."""

    name = "editorial"
    verbose_name = "Redazione"

    def ready(self) -> None:
        from core import nightly
        from editorial.agreements import privacy as agreements_privacy
        from editorial.agreements.night import tell_parties
        from editorial.freshness import privacy
        from editorial.freshness.night import remind
        from editorial.links.night import check_links

        privacy.register()
        agreements_privacy.register()
        nightly.register("reminders", remind)
        nightly.register("agreements", tell_parties)
        nightly.register("links", check_links)
