"""A switch that stops asking a server that does not answer. Pure: the time is an argument.

Closed, it lets everybody ask. The first failure opens it: nobody asks for a while, so that a
visitor waits for a dead server once and not each time. After that while one request tries again,
and what comes of it closes the switch or opens it for twice as long.
"""

from __future__ import annotations

from threading import Lock

SHORTEST = 5.0
LONGEST = 60.0


class Breaker:
    """Times are seconds of any clock that only goes forward. Threads may share it."""

    def __init__(self, shortest: float = SHORTEST, longest: float = LONGEST) -> None:
        self.shortest = shortest
        self.longest = longest
        self._wait = 0.0
        self._until = 0.0
        self._lock = Lock()

    @property
    def is_open(self) -> bool:
        """True from a failure to the next success."""
        return self._wait > 0

    def may_ask(self, now: float) -> bool:
        """True where the server may be asked; while open, for one request a while.

        Who tries and is never heard of again keeps the others waiting for a while at most.
        """
        with self._lock:
            if self.is_open and now < self._until:
                return False
            if self.is_open:
                self._until = now + self._wait
            return True

    def succeeded(self) -> bool:
        """The server answered; True where that is news."""
        with self._lock:
            was_open = self.is_open
            self._wait = 0.0
            return was_open

    def failed(self, now: float) -> bool:
        """The server did not answer; True where that is news."""
        with self._lock:
            was_open = self.is_open
            self._wait = min(max(self._wait * 2, self.shortest), self.longest)
            self._until = now + self._wait
            return not was_open
