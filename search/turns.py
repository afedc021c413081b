"""One writer at a time for an engine that lies outside the database.

What is read of a page and what is written of it must stay in order: of two writers, the one that
read first could write last.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta

from django.conf import settings
from django.db.models import Q
from django.utils import timezone

from search.models import EngineTurn

PAST = datetime(2000, 1, 1, tzinfo=UTC)


class TurnTaken(Exception):
    """Somebody else is writing."""


class Turn:
    """A turn that is held; `keep` says that its holder is still at work."""

    def __init__(self, engine: str) -> None:
        self.engine = engine
        self.holder = uuid.uuid4().hex

    def take(self) -> None:
        """Raises TurnTaken where it is another's."""
        EngineTurn.objects.get_or_create(
            engine=self.engine, defaults={"held_until": PAST}
        )
        if not self._hold(Q(held_until__lt=timezone.now()) | Q(holder=self.holder)):
            raise TurnTaken(self.engine)

    def keep(self) -> None:
        """Raises TurnTaken where it ended and another took it."""
        if not self._hold(Q(holder=self.holder)):
            raise TurnTaken(self.engine)

    def leave(self) -> None:
        """Let others."""
        mine = EngineTurn.objects.filter(engine=self.engine, holder=self.holder)
        mine.update(held_until=PAST, holder="")

    def _hold(self, condition: Q) -> bool:
        rows = EngineTurn.objects.filter(condition, engine=self.engine)
        until = timezone.now() + length()
        return bool(rows.update(holder=self.holder, held_until=until))


def length() -> timedelta:
    """More than a few requests to a server may take, so that a turn ends with its holder."""
    return timedelta(seconds=60 + 4 * settings.SEARCH_WRITE_TIMEOUT)


@contextmanager
def turn(engine: str) -> Iterator[Turn]:
    """Write to `engine` inside; raises TurnTaken where somebody else does."""
    mine = Turn(engine)
    mine.take()
    try:
        yield mine
    finally:
        mine.leave()
