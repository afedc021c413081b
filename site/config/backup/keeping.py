"""The backup of the night, and how long backups stay."""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path

from django.conf import settings
from django.utils import timezone

from config.backup.making import ENCRYPTED, PLAIN, STEM, make_backup

# Hours after which the night makes another one: it may run at any minute of its hour.
ENOUGH = dt.timedelta(hours=20)
ENDS = "|".join(map(re.escape, (PLAIN, ENCRYPTED)))
OURS = re.compile(rf"{STEM}\d{{8}}-\d{{6}}(?:{ENDS})")
NOWHERE = "copia di sicurezza: nessuna, BACKUP_DIR non è indicata"


def backups(folder: Path) -> list[Path]:
    """Those of the folder, the oldest first; one that was given another name is left alone."""
    found = (place for place in folder.glob(f"{STEM}*") if OURS.fullmatch(place.name))
    return sorted(found, key=lambda place: place.name)


def made_at(place: Path) -> dt.datetime:
    """When a backup was made, from its name."""
    stamp = place.name.removeprefix(STEM)[:15]
    return dt.datetime.strptime(stamp, "%Y%m%d-%H%M%S").replace(tzinfo=dt.UTC)


def backup_of_the_night() -> str:
    """Make one where the last is old enough, let go of the oldest; one line."""
    folder = settings.BACKUP_DIR
    if not folder:
        return NOWHERE
    at = timezone.now()
    last = max(map(made_at, backups(folder)), default=None)
    if last and at - last < ENOUGH:
        return f"copia di sicurezza: già fatta, ha {_hours(at - last)} ore"
    place = make_backup(folder, at=at, key=settings.BACKUP_KEY)
    gone = let_go_of_old(folder, keep=settings.BACKUP_KEEP)
    return (
        f"copia di sicurezza: {told(place)}, {len(backups(folder))} conservate, "
        f"{gone} cancellate; la precedente "
        + (f"aveva {_hours(at - last)} ore" if last else "non c'era")
    )


def told(place: Path) -> str:
    """A backup in a few words."""
    size = place.stat().st_size / 1_000_000
    safety = "cifrata" if place.name.endswith(ENCRYPTED) else "NON cifrata"
    return f"{place.name}, {size:.1f} MB, {safety}"


def let_go_of_old(folder: Path, *, keep: int) -> int:
    """Delete all but the newest; how many."""
    old = backups(folder)[:-keep]
    for place in old:
        place.unlink()
    return len(old)


def _hours(age: dt.timedelta) -> int:
    return round(age.total_seconds() / 3600)
