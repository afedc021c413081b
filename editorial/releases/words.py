"""A change in plain Italian: what is true now, so that nothing withdrawn is said again. Pure.

Of an address or a phone that is no longer public only the new one is told.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from core.dates import until_day
from editorial.releases.comparing import Change, Kind
from editorial.releases.rows import Body, Desk, Line

LONGEST = 300
LESS = "Come si accede: è stata tolta un'indicazione."
NO_COST = "Il costo non è più indicato."
DESK_FACTS = {
    "name": "il nome",
    "address": "l'indirizzo",
    "phones": "il telefono",
    "email": "l'e-mail",
    "hours": "l'orario",
    "level": "l'aiuto che dà",
    "notes": "che cosa sapere prima di andare",
}
OTHER_TEXTS = {
    "title": "il nome",
    "url": "l'indirizzo della scheda",
    "summary": "la descrizione breve",
    "category": "la categoria",
    "status_reason": "il motivo",
    "status_until": "fino a quando",
}


def told(change: Change) -> list[str]:
    """One sentence for each thing that changed."""
    return list(_told(change))


def status_sentence(line: Line) -> str:
    """`Sospeso fino al 31 agosto 2027. Mancano i fondi.`"""
    until = ""
    if line.status_until:
        day = dt.date.fromisoformat(line.status_until)
        until = f" fino {until_day(day, with_year=True)}"
    reason = line.status_reason.strip().rstrip(".")
    return f"{line.status_label}{until}." + (f" {reason}." if reason else "")


def _told(change: Change) -> Iterator[str]:
    before, after = change.before, change.after
    if after is None:
        yield "Non è più nell'elenco."
        return
    if before is None:
        yield "È nuovo nell'elenco."
        if after.status != "active":
            yield status_sentence(after)
        return
    if before.status != after.status:
        is_back = after.status == "active"
        yield "È di nuovo attivo." if is_back else status_sentence(after)
    yield from _access(before, after)
    yield from _bodies(before, after)
    if before.cost != after.cost:
        yield f"Costo: {_short(after.cost)}" if after.cost else NO_COST
    if Kind.TEXT in change.kinds:
        yield from _texts(before, after)


def _access(before: Line, after: Line) -> Iterator[str]:
    if before.access != after.access:
        new = [text for text in after.access if text not in before.access]
        now = _short("; ".join(text.rstrip(".") for text in new))
        yield f"Come si accede, ora: {now}." if now else LESS
    yield from _desks(before.desks, after.desks)


def _desks(before: tuple[Desk, ...], after: tuple[Desk, ...]) -> Iterator[str]:
    old = {desk.key: desk for desk in before}
    new = {desk.key: desk for desk in after}
    yield from (f"Si aggiunge {_desk(new[key])}." for key in new if key not in old)
    gone = (desk.name for key, desk in old.items() if key not in new)
    yield from (f"Non se ne occupa più {name}." for name in gone)
    for key, desk in new.items():
        if key in old and (changed := _desk_facts(old[key], desk)):
            yield f"{desk.name}: cambia {_listed(changed)}."


def _desk(desk: Desk) -> str:
    return f"{desk.name} ({desk.address})" if desk.address else desk.name


def _desk_facts(old: Desk, new: Desk) -> list[str]:
    found = []
    for name, words in DESK_FACTS.items():
        value = getattr(new, name)
        if getattr(old, name) == value:
            continue
        now = "; ".join(value) if isinstance(value, tuple) else value
        found.append(f"{words} (ora {_short(now)})" if now else f"{words} (tolto)")
    if (old.kind, old.body) != (new.kind, new.body):
        found.append("il tipo di sportello o il suo ente")
    return found


def _bodies(before: Line, after: Line) -> Iterator[str]:
    for name, words in (
        ("owner", "Ente responsabile"),
        ("manager", "Ente gestore"),
        ("keeper", "La scheda è tenuta da"),
    ):
        old, new = getattr(before, name), getattr(after, name)
        if old != new:
            yield f"{words}: {_name(new)} (prima {_name(old)})."
    if before.management != after.management:
        yield f"Forma di gestione: {after.management or 'non indicata'}."


def _name(body: Body | None) -> str:
    return body.name if body else "nessuno"


def _texts(before: Line, after: Line) -> Iterator[str]:
    names = [
        words
        for name, words in OTHER_TEXTS.items()
        if getattr(before, name) != getattr(after, name)
    ]
    old, new = dict(before.texts), dict(after.texts)
    names += [
        f"«{name}»"
        for name in dict.fromkeys((*old, *new))
        if old.get(name) != new.get(name)
    ]
    yield f"Nella scheda cambia {_listed(names)}." if names else "La scheda è cambiata."


def _listed(names: list[str]) -> str:
    *most, last = names
    return f"{', '.join(most)} e {last}" if most else last


def _short(text: str) -> str:
    return text if len(text) <= LONGEST else f"{text[: LONGEST - 1].rstrip()}…"
