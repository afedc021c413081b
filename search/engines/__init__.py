"""The engines behind the search."""

from django.conf import settings

from search.engines.base import Engine, EngineUnavailable
from search.engines.database import DatabaseEngine
from search.engines.elastic import ElasticEngine
from search.engines.elastic.servers import servers_at

__all__ = [
    "DATABASE",
    "ELASTICSEARCH",
    "Engine",
    "EngineUnavailable",
    "UnknownEngine",
    "all_engines",
    "current_engine",
    "database_engine",
    "engine_named",
    "engine_names",
]

DATABASE = DatabaseEngine.name
ELASTICSEARCH = ElasticEngine.name


class UnknownEngine(LookupError):
    """There is no such engine, or the settings do not name its servers."""


def engine_names() -> tuple[str, ...]:
    """The database always; Elasticsearch where `SEARCH_URL` is set."""
    return (DATABASE, ELASTICSEARCH) if settings.SEARCH_URL else (DATABASE,)


def all_engines() -> tuple[Engine, ...]:
    """Every engine that is kept in step with the pages."""
    return tuple(map(engine_named, engine_names()))


def current_engine() -> Engine:
    """The engine that answers as long as it can."""
    return engine_named(engine_names()[-1])


def database_engine() -> Engine:
    """The engine that is always there."""
    return DatabaseEngine()


def engine_named(name: str) -> Engine:
    """Raises UnknownEngine."""
    if name not in engine_names():
        raise UnknownEngine(name)
    return database_engine() if name == DATABASE else _elastic()


def _elastic() -> Engine:
    return ElasticEngine(
        servers_at(tuple(settings.SEARCH_URL), settings.SEARCH_CA_FILE),
        f"{settings.SEARCH_INDEX}-entries",
        asking=settings.SEARCH_TIMEOUT,
        writing=settings.SEARCH_WRITE_TIMEOUT,
    )
