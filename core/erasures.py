"""Who was erased and when, kept outside the database: an older backup must not bring them back.

One line of JSON for each, with the number of the user and the moment: nothing that tells who it
was. The list lies in DATA_DIR and, so that it survives the disk, beside the backups.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.contrib.auth import get_user_model

from core import privacy

NAME = "erasures.jsonl"


@dataclass(frozen=True, order=True)
class Erasure:
    """A user who was erased at a moment."""

    at: dt.datetime
    user: int

    def as_line(self) -> str:
        """As it is written."""
        return json.dumps({"user": self.user, "at": self.at.isoformat()}) + "\n"


def places() -> list[Path]:
    """Where the list is kept."""
    folders = [settings.DATA_DIR, settings.BACKUP_DIR]
    return [Path(folder) / NAME for folder in folders if folder]


def note(*, user: int, at: dt.datetime) -> None:
    """Write an erasure down wherever the list is kept."""
    for place in places():
        place.parent.mkdir(parents=True, exist_ok=True)
        with place.open("a", encoding="ascii") as file:
            file.write(Erasure(at, user).as_line())


def read(text: str) -> set[Erasure]:
    """The erasures of a list. Raises ValueError, KeyError or TypeError where it is not one."""
    rows = [json.loads(line) for line in text.splitlines() if line.strip()]
    return {
        Erasure(dt.datetime.fromisoformat(row["at"]), int(row["user"])) for row in rows
    }


def noted(*more: Path) -> set[Erasure]:
    """All erasures of the lists that are there."""
    found = {place for place in (*places(), *more) if place.is_file()}
    return set().union(*(read(place.read_text("ascii")) for place in found))


def again(erasures: Iterable[Erasure]) -> tuple[int, list[str]]:
    """Erase them again: how many were there, and what could not be done.

    A number may have been given anew since: whoever joined later is somebody else.
    """
    done, faults = 0, []
    for erasure in sorted(erasures):
        user = get_user_model()._default_manager.filter(
            pk=erasure.user, date_joined__lte=erasure.at
        )
        for one in user:
            try:
                privacy.erase(one)
                done += 1
            except privacy.CannotErase as reason:
                faults.append(f"utente {erasure.user}: {reason}")
    return done, faults
