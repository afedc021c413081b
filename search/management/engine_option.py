"""The option `--engine` of the commands that search."""

from collections.abc import Callable

from django.core.management.base import CommandError, CommandParser

from search.engines import UnknownEngine, engine_named
from search.engines.base import EngineUnavailable
from search.find import find
from search.request import SearchRequest
from search.result import SearchResult

ENGINES = ("database", "elasticsearch")


def add_engine_option(parser: CommandParser) -> None:
    """Without it the site's own engine answers, as for a visitor."""
    parser.add_argument(
        "--engine", choices=ENGINES, help="il motore da usare; di norma quello del sito"
    )


def asker(name: str | None) -> Callable[[SearchRequest], SearchResult]:
    """Searches with the engine of that name alone; a fault is an error in Italian."""

    try:
        engine = engine_named(name) if name else None
    except UnknownEngine as error:
        raise CommandError(
            f"Il motore «{name}» non è configurato: SEARCH_URL è vuota."
        ) from error

    def ask(request: SearchRequest) -> SearchResult:
        try:
            return find(request, engine=engine)
        except EngineUnavailable as fault:
            raise CommandError(f"Il motore di ricerca non risponde: {fault}") from fault

    return ask
