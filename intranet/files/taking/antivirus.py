"""Asks ClamAV's daemon about a file, where one is named (`CLAMD_SOCKET`).

The protocol is clamd's INSTREAM: pieces with their length in four bytes, a zero, one line back.
Where it does not answer nothing is taken in: a check that can be switched off by a fault is none.
"""

from __future__ import annotations

import logging
import socket
import struct
from contextlib import suppress
from typing import IO
from urllib.parse import urlsplit

from django.conf import settings

from intranet.files.taking.faults import refused

logger = logging.getLogger(__name__)

PIECE = 64 * 1024
SILENT = (
    "L'antivirus non risponde, e senza il suo controllo non prendiamo file. Riprova tra poco; se "
    "non passa, avvisa chi amministra il sito."
)
TOO_MUCH = (
    "L'antivirus non riesce a guardare tutto questo file, e senza il suo controllo non lo "
    "prendiamo: dividilo o riducilo. Se è un file come gli altri, avvisa chi amministra il sito."
)
# In what clamd says of a file beyond its own settings: of one that it did not even read, and, with
# AlertExceedsMax, of one that it read in part.
LIMITS = ("size limit exceeded", "Heuristics.Limits.Exceeded")
INFECTED = (
    "L'antivirus ha trovato qualcosa di pericoloso in questo file: non lo prendiamo."
)


def ask_antivirus(file: IO[bytes]) -> None:
    """Raise ValidationError for an infected file, and where clamd does not say that it is clean."""
    if not settings.CLAMD_SOCKET:
        return
    file.seek(0)
    try:
        answer = _asked(file)
    except OSError as error:
        logger.error("antivirus: no answer (%s)", type(error).__name__)
        raise refused(SILENT, "antivirus") from error
    finally:
        file.seek(0)
    _judge(answer)


def _judge(answer: str) -> None:
    if any(words in answer for words in LIMITS):
        logger.error("antivirus: its limits are too low (%s)", answer[:120])
        raise refused(TOO_MUCH, "antivirus")
    if answer.endswith("FOUND"):
        logger.warning("antivirus: refused a private file, %s", answer[:120])
        raise refused(INFECTED, "infected")
    if not answer.endswith("OK"):
        logger.error("antivirus: answered %r", answer[:120])
        raise refused(SILENT, "antivirus")


def _asked(file: IO[bytes]) -> str:
    with _connected() as line:
        # In the midst of a file that is too long for it clamd says so, and hangs up.
        with suppress(BrokenPipeError, ConnectionResetError):
            _send(file, line)
        answer = b""
        with suppress(ConnectionResetError):
            while piece := line.recv(1024):
                answer += piece
    return answer.rstrip(b"\0\n").decode("ascii", "replace")


def _send(file: IO[bytes], line: socket.socket) -> None:
    line.sendall(b"zINSTREAM\0")
    while piece := file.read(PIECE):
        line.sendall(struct.pack("!I", len(piece)) + piece)
    line.sendall(struct.pack("!I", 0))


def _connected() -> socket.socket:
    """TCP, or a socket of this machine."""
    place, wait = settings.CLAMD_SOCKET, settings.CLAMD_TIMEOUT
    if not place.startswith("tcp://"):
        line = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        try:
            line.settimeout(wait)
            line.connect(place)
        except OSError:
            line.close()
            raise
        return line
    parts = urlsplit(place)
    return socket.create_connection((parts.hostname or "", parts.port or 0), wait)
