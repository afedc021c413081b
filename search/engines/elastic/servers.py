"""The servers that are asked: one client a process, a time limit for each question."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from functools import lru_cache
from typing import Any, TypeVar

from elastic_transport import ConnectionError as NoConnection
from elastic_transport import ConnectionTimeout, TransportError
from elasticsearch import ApiError, BadRequestError, Elasticsearch
from elasticsearch import UnsupportedProductError as UnsupportedProduct

from search.engines.base import EngineUnavailable

T = TypeVar("T")
MAJOR = "9"
# Another node may know better; any other status is an answer.
TRY_ANOTHER = {429, 502, 503, 504}
# Part of the time left that one node may take while there is another to ask.
SHARE = 0.6

# The client writes a line for each request and each node that is down; the breaker writes one.
logging.getLogger("elastic_transport").setLevel(logging.CRITICAL)


class Servers:
    """A cluster's addresses and the client that asks them.

    Whose version and product are not known to be right is asked first, again after each fault.
    """

    def __init__(self, addresses: tuple[str, ...], ca_file: str = "") -> None:
        more: dict[str, Any] = {"ca_certs": ca_file} if ca_file else {}
        self.client = Elasticsearch(
            list(addresses), max_retries=0, retry_on_timeout=False, **more
        )
        self.tries = min(len(addresses), 3)
        self.is_checked = False

    def within(self, seconds: float) -> Budget:
        """So much time for all that is asked through what is returned."""
        return Budget(self, time.monotonic() + seconds)


class Budget:
    """Questions that share one deadline, in seconds of the monotonic clock."""

    def __init__(self, servers: Servers, deadline: float) -> None:
        self.servers = servers
        self.deadline = deadline

    def ask(self, call: Callable[[Elasticsearch], T]) -> T:
        """What `call` gives; raises EngineUnavailable for whatever keeps it from answering."""
        try:
            if not self.servers.is_checked:
                _check(self._try(lambda client: client.info().body))
                self.servers.is_checked = True
            return self._try(call)
        except (TransportError, ApiError, OSError, ValueError, RecursionError) as error:
            self.servers.is_checked = False
            raise EngineUnavailable(detail_of(error)) from error
        except EngineUnavailable:
            self.servers.is_checked = False
            raise

    def _try(self, call: Callable[[Elasticsearch], T]) -> T:
        for left in range(self.servers.tries - 1, -1, -1):
            rest = self.deadline - time.monotonic()
            if rest <= 0:
                raise ConnectionTimeout("the time is over")
            seconds = rest * SHARE if left else rest
            try:
                return call(self.servers.client.options(request_timeout=seconds))
            except (NoConnection, ConnectionTimeout):
                if not left:
                    raise
            except ApiError as error:
                if not left or error.meta.status not in TRY_ANOTHER:
                    raise
        raise ConnectionTimeout("no server was asked")


@lru_cache(maxsize=8)
def servers_at(addresses: tuple[str, ...], ca_file: str = "") -> Servers:
    """The servers at `addresses`; connections are kept by the process."""
    return Servers(addresses, ca_file)


def _check(info: Any) -> None:
    try:
        number = str(info["version"]["number"])
    except (KeyError, TypeError) as error:
        raise EngineUnavailable("la risposta non è di un Elasticsearch") from error
    if number.split(".")[0] != MAJOR:
        raise EngineUnavailable(f"serve Elasticsearch {MAJOR}, qui c'è la {number}")


def detail_of(error: Exception) -> str:
    """A fault in one Italian line; never holds what was asked."""
    if isinstance(error, UnsupportedProduct):
        return "il server che risponde non è Elasticsearch"
    if isinstance(error, ConnectionTimeout):
        return "non risponde in tempo"
    if isinstance(error, NoConnection):
        return "non si collega"
    if isinstance(error, BadRequestError) and "media_type" in error.message:
        return f"il server non è un Elasticsearch {MAJOR}"
    if isinstance(error, ApiError):
        return f"risponde con un errore ({error.meta.status} {_short(error.message)})"
    return "risponde in modo illeggibile"


def _short(message: object) -> str:
    """The kind of an error, such as `index_not_found_exception`; a page of HTML is none."""
    text = str(message)
    return text if text.replace("_", "").isalnum() and len(text) < 80 else ""
