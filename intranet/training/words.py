"""How long meetings last and how many places are left, in Italian words. Pure."""

from __future__ import annotations

import datetime as dt

HOUR = 60


def lasting(minutes: int) -> str:
    """`3 ore e 30 minuti`."""
    hours, rest = divmod(minutes, HOUR)
    parts = []
    if hours:
        parts.append("1 ora" if hours == 1 else f"{hours} ore")
    if rest or not hours:
        parts.append("1 minuto" if rest == 1 else f"{rest} minuti")
    return " e ".join(parts)


def minutes_between(starts_at: dt.datetime, ends_at: dt.datetime) -> int:
    """Whole minutes of a meeting."""
    return int((ends_at - starts_at).total_seconds() // 60)


def places(seats: int, taken: int, waiting: int) -> str:
    """How many places are left, and how many wait where none is."""
    left = max(seats - taken, 0)
    if left == 1:
        return "1 posto libero"
    if left:
        return f"{left} posti liberi"
    if not waiting:
        return "Completo: puoi metterti in lista d’attesa"
    who = "1 persona" if waiting == 1 else f"{waiting} persone"
    return f"Completo, {who} in lista d’attesa"


def counted(many: int, one: str, more: str) -> str:
    """`1 incontro`, `3 incontri`."""
    return f"{many} {one if many == 1 else more}"
