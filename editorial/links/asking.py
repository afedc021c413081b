"""Asks one link whether it works: HEAD, then GET; a few redirects; little time, no body."""

from __future__ import annotations

import http.client
import socket
import ssl
import time
from contextlib import suppress
from dataclasses import dataclass
from threading import Timer
from urllib.parse import SplitResult, quote, urljoin

from django.conf import settings

from editorial.links.guard import Guard, Refused, parsed, port_of, public_address

TIMEOUT = 10.0
# For a link with all its redirects: a server that answers a byte at a time is left.
DEADLINE = 30.0
MOST_REDIRECTS = 5
REDIRECTS = frozenset({301, 302, 303, 307, 308})
GONE = frozenset({404, 410})
# The server answers and wants a person, or fewer questions: the link is not broken.
NOT_FOR_ROBOTS = frozenset({401, 403, 407, 429, 451, 999})
TRANSPORT = (OSError, http.client.HTTPException)
SAFE = "/:?&=;@!$'()*+,%~[]-._#"


@dataclass(frozen=True)
class Answer:
    """Whether a link works, and in Italian what is wrong where it does not."""

    is_working: bool
    problem: str = ""


class _Connection(http.client.HTTPConnection):
    """Connects to an address that was examined, whatever the name says now."""

    def __init__(self, parts: SplitResult, address: str, left: float) -> None:
        super().__init__(
            parts.hostname or "", port_of(parts), timeout=min(TIMEOUT, left)
        )
        self._address = address
        self._is_secure = parts.scheme == "https"
        self._bell = Timer(left, self._hang_up)
        self._bell.daemon = True

    def connect(self) -> None:
        self.sock = socket.create_connection((self._address, self.port), self.timeout)
        if self._is_secure:
            self.sock = ssl.create_default_context().wrap_socket(
                self.sock, server_hostname=self.host, do_handshake_on_connect=False
            )
        self._bell.start()
        if isinstance(self.sock, ssl.SSLSocket):
            self.sock.do_handshake()

    def _hang_up(self) -> None:
        """A timeout holds for one byte; a server that drips them would never end."""
        with suppress(OSError, AttributeError):
            socket.socket.shutdown(self.sock, socket.SHUT_RDWR)

    def close(self) -> None:
        self._bell.cancel()
        super().close()


def user_agent() -> str:
    """Says who asks, and where to complain."""
    return f"SportelloSociale-collegamenti/1 (+{settings.WAGTAILADMIN_BASE_URL})"


def ask(url: str, guard: Guard = public_address) -> Answer:
    """Whether the link leads somewhere. Never raises for what the other side does."""
    end = time.monotonic() + DEADLINE
    try:
        return _followed(url, guard, end)
    except Refused as reason:
        return Answer(False, str(reason))
    except ssl.SSLError:
        return Answer(False, "il certificato del sito non va bene")
    except TimeoutError:
        return Answer(False, "il sito non risponde in tempo")
    except socket.gaierror:
        return Answer(False, "il nome del sito non esiste")
    except (*TRANSPORT, UnicodeError, ValueError):
        return Answer(False, "il sito non risponde")


def _followed(url: str, guard: Guard, end: float) -> Answer:
    for _ in range(MOST_REDIRECTS + 1):
        parts = parsed(url)
        status, location = _status(parts, guard, end)
        if status not in REDIRECTS or not location:
            return _judged(status)
        # The header was read byte by byte: so it goes on, in whatever it was written.
        url = urljoin(url, quote(location, safe=SAFE, encoding="latin-1"))
    return Answer(False, "rimanda ad altri indirizzi senza fine")


def _judged(status: int) -> Answer:
    if status in GONE:
        return Answer(False, f"la pagina non c'è più ({status})")
    is_working = status < 400 or status in NOT_FOR_ROBOTS
    return Answer(is_working, "" if is_working else f"il sito dà un errore ({status})")


def _status(parts: SplitResult, guard: Guard, end: float) -> tuple[int, str]:
    """(status, where it leads); GET wherever HEAD is not well received."""
    try:
        status, location = _request("HEAD", parts, guard, end)
    except (http.client.HTTPException, ConnectionError):
        return _request("GET", parts, guard, end)
    if status >= 400 and status not in {407, 429}:
        return _request("GET", parts, guard, end)
    return status, location


def _request(
    method: str, parts: SplitResult, guard: Guard, end: float
) -> tuple[int, str]:
    left = end - time.monotonic()
    if left <= 0:
        raise TimeoutError
    address = guard(parts.hostname or "", port_of(parts))
    connection = _Connection(parts, address, left)
    path = quote(parts.path or "/", safe=SAFE)
    query = f"?{quote(parts.query, safe=SAFE)}" if parts.query else ""
    headers = {"User-Agent": user_agent(), "Accept": "*/*", "Connection": "close"}
    try:
        connection.request(method, path + query, headers=headers)
        # What it says in its head is enough: the body, however large, is never read.
        response = connection.getresponse()
        return response.status, response.headers.get("Location", "")
    finally:
        connection.close()
