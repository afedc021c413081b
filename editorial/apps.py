"""App configuration."""

from django.apps import AppConfig
from django.db.models.signals import post_migrate


class EditorialConfig(AppConfig):
    """The work of publishing."""

    name = "editorial"
    verbose_name = "Redazione"

    def ready(self) -> None:
        from core import form_checks, nightly
        from editorial.agreements import privacy as agreements_privacy
        from editorial.agreements.night import tell_parties
        from editorial.freshness import privacy
        from editorial.freshness.night import remind
        from editorial.links.night import check_links
        from editorial.urgent.night import forget_changes
        from editorial.writing.duplicates import ask_first
        from editorial.writing.guarding import refuse_personal_data

        form_checks.register(ask_first)
        form_checks.register(refuse_personal_data)
        privacy.register()
        agreements_privacy.register()
        nightly.register("reminders", remind)
        nightly.register("agreements", tell_parties)
        nightly.register("links", check_links)
        nightly.register("urgent_changes", forget_changes)
        self._list_of_services()

    def _list_of_services(self) -> None:
        from core import nightly, slots
        from editorial.gathered import slot as gathered
        from editorial.releases import freezing, privacy, slot
        from editorial.releases.nightly import digest, keep_journal

        privacy.register()
        slots.register(slot.SLOT, slot.lists_link)
        slots.register(gathered.SLOT, gathered.gathered)
        slots.register(gathered.HOME, gathered.due_here)
        nightly.register("list", keep_journal)
        nightly.register("digest", digest)
        post_migrate.connect(freezing.ensure, sender=self)
