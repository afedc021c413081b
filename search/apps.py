"""App configuration."""

from django.apps import AppConfig


class SearchConfig(AppConfig):
    """The public search."""

    name = "search"
    verbose_name = "Ricerca"

    def ready(self) -> None:
        from core import nightly
        from search.nightly import repair_index
        from search.signal_handlers import connect

        connect()
        nightly.register("search", repair_index)
