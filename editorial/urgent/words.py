"""What changed, in words: for the letter and for the person who changed it."""

from __future__ import annotations

from typing import Any

from core.dates import from_day, on_day, until_day
from directory.models import DeskClosure, DeskHours, DeskPhone
from editorial.urgent.merging import added
from editorial.urgent.snapshots import MODELS, Snapshot, models_of

NAMES = {"hours": "Orario", "closures": "Chiusura", "phones": "Telefono"}


def told(before: Snapshot, after: Snapshot) -> list[str]:
    """`Orario, adesso: lunedì 9:00–12:00`, a line for each row that came or went."""
    gone = models_of({name: added(after[name], before[name]) for name in MODELS})
    new = models_of({name: added(before[name], after[name]) for name in MODELS})
    return [
        f"{NAMES[name]}, {when}: {sentence(row)}"
        for name in MODELS
        for when, rows in (("prima", gone[name]), ("adesso", new[name]))
        for row in rows
    ]


def sentence(row: Any) -> str:
    """One row as a person would say it."""
    tellers: dict[type, Any] = {
        DeskHours: _hours,
        DeskClosure: _closure,
        DeskPhone: _phone,
    }
    return str(tellers[type(row)](row))


def _hours(row: DeskHours) -> str:
    more = [limits_of(row), "su appuntamento" if row.by_appointment else "", row.note]
    return ", ".join(filter(None, [str(row), *more]))


def limits_of(row: DeskHours) -> str:
    """When the hours hold, where not always: what the short form leaves as it is."""
    first, last = row.valid_from, row.valid_until
    parts = [
        row.get_week_of_month_display() if row.week_of_month else "",
        from_day(first, with_year=not row.repeats_yearly) if first else "",
        until_day(last, with_year=not row.repeats_yearly) if last else "",
        "ogni anno" if row.repeats_yearly else "",
        "anche nei giorni festivi" if row.on_public_holidays else "",
    ]
    return " ".join(str(part) for part in parts if part)


def _closure(row: DeskClosure) -> str:
    first, last = row.starts_on, row.ends_on
    days = f"{from_day(first, with_year=True)} {until_day(last, with_year=True)}"
    days = on_day(first) if first == last else days
    return f"chiuso {days}: {row.reason}" if row.reason else f"chiuso {days}"


def _phone(row: DeskPhone) -> str:
    more = f" ({row.hours})" if row.hours else ""
    return " ".join(filter(None, [row.label, row.display])) + more
