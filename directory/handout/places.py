"""Where to go, as paper says it: the usual hours, never those of the moment."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from directory.opening_hours import State

if TYPE_CHECKING:
    from directory.desk_hours import DeskView
    from directory.desk_reading import Offer


@dataclass(frozen=True)
class PhoneLine:
    """A number as people write it, with whose it is or when they answer."""

    number: str
    note: str = ""


@dataclass(frozen=True)
class Place:
    """A desk on paper. `number`: the entry of the same sheet that tells the rest, where there
    is one; `warning`: the key of the label that says to ask before going."""

    title: str = ""
    help: str = ""
    note: str = ""
    number: int = 0
    address: str = ""
    hours: tuple[str, ...] = ()
    closures: tuple[str, ...] = ()
    phones: tuple[PhoneLine, ...] = ()
    warning: str = ""
    is_by_appointment: bool = False
    is_sample: bool = False


def place_of(
    view: DeskView, parts: frozenset[str], *, title: str = "", hours: str = ""
) -> Place:
    """A desk; `hours` in words take the place of its own."""
    desk = view.desk
    tells_hours = "orari" in parts
    return Place(
        title=title,
        address=desk.address_line if "dove" in parts else "",
        hours=_hours(view, hours) if tells_hours else (),
        closures=tuple(view.closures_ahead) if tells_hours else (),
        phones=_phones(view) if "telefono" in parts else (),
        warning=_warning(view),
        is_by_appointment=tells_hours and bool(desk.by_appointment),
        is_sample=tells_hours and view.is_sample and not hours,
    )


def place_of_offer(
    offer: Offer, parts: frozenset[str], numbers: Mapping[str, int]
) -> Place:
    """A desk that helps with a service; where the sheet tells it itself, only what differs."""
    title, row = offer.desk.title, offer.row
    number = numbers.get(offer.desk.short_code, 0)
    if number:
        return Place(title, offer.help, row.note, number)
    place = place_of(offer.view, parts, title=title, hours=row.hours)
    return replace(place, help=offer.help, note=row.note)


def _hours(view: DeskView, words: str) -> tuple[str, ...]:
    usual = (words,) if words else tuple(view.usual)
    note = view.desk.hours_note
    return tuple(filter(None, dict.fromkeys((*usual, "" if words else note))))


def _phones(view: DeskView) -> tuple[PhoneLine, ...]:
    return tuple(
        PhoneLine(row.display, ", ".join(filter(None, [row.label, row.hours])))
        for row in view.desk.phones.all()
    )


def _warning(view: DeskView) -> str:
    """Hours that nobody knows or checked lately: nobody goes there for nothing."""
    is_sure = view.state is not State.UNKNOWN and not view.is_stale
    if view.desk.is_line or is_sure:
        return ""
    return "call_first" if view.phone else "ask_first"
