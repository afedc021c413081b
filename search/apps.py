"""App configuration."""

from django.apps import AppConfig
from django.db.models.signals import post_migrate


class SearchConfig(AppConfig):
    """The public search."""

    name = "search"
    verbose_name = "Ricerca"

    def ready(self) -> None:
        from core import nightly
        from directory.handout import finding
        from search import default_synonyms, synonyms
        from search.answers import defaults, kept
        from search.learning.forgetting import forget_words
        from search.nightly import repair_indexes
        from search.picking import found_for
        from search.signal_handlers import connect

        connect()
        finding.register(found_for)
        kept.connect()
        synonyms.connect()
        post_migrate.connect(defaults.after_migration, sender=self)
        post_migrate.connect(default_synonyms.after_migration, sender=self)
        nightly.register("search", repair_indexes)
        nightly.register("search_words", forget_words)
