"""Asks the engine of the settings, and the database where that one does not answer."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from typing import TypeVar

from search.breaker import Breaker
from search.engines import DATABASE, Engine, current_engine, database_engine
from search.engines.base import EngineUnavailable

T = TypeVar("T")
log = logging.getLogger(__name__)

# One for each process: each learns by itself that a server is gone.
breaker = Breaker()


def answered(call: Callable[[Engine], T]) -> tuple[T, bool]:
    """What `call` gives with an engine, and whether it is not the one that should answer."""
    engine = current_engine()
    if engine.name == DATABASE:
        return call(engine), False
    if breaker.may_ask(time.monotonic()):
        try:
            answer = call(engine)
        except EngineUnavailable as fault:
            if breaker.failed(time.monotonic()):
                log.warning("%s is out (%s): the database answers", engine.name, fault)
        else:
            if breaker.succeeded():
                log.warning("%s answers again", engine.name)
            return answer, False
    return call(database_engine()), True
