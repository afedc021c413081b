"""App configuration."""

from django.apps import AppConfig
from django.db.models.signals import post_migrate


class SearchConfig(AppConfig):
    """The public search."""

    name = "search"
    verbose_name = "Ricerca"

    def ready(self) -> None:
        from core import nightly
        from search.answers import defaults, kept
        from search.learning.forgetting import forget_words
        from search.nightly import repair_index
        from search.signal_handlers import connect

        connect()
        kept.connect()
        post_migrate.connect(defaults.after_migration, sender=self)
        nightly.register("search", repair_index)
        nightly.register("search_words", forget_words)
