"""What paper says of each thing of a list: plain words, no query."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from directory.amounts import amounts_on
from directory.handout.neutral import ANSWERED, is_neutral, neutral_phones
from directory.handout.places import PhoneLine, Place, place_of, place_of_offer
from directory.handout.reading import Picked, PickedDesk, PickedService
from directory.phones import display
from directory.plain_text import lines, plain

if TYPE_CHECKING:
    from directory.desk_reading import Offer
    from directory.handout.options import Options
    from directory.models import ServicePage

# A sheet with every patronato of the town would help nobody to choose.
MOST_PLACES = 4


@dataclass(frozen=True)
class Step:
    """A step of *Come fare*."""

    title: str
    text: str = ""


@dataclass(frozen=True)
class Entry:
    """One thing of the sheet; without `code` it leads nowhere. `others`: places left out."""

    number: int
    title: str = ""
    code: str = ""
    summary: str = ""
    warning: str = ""
    is_neutral: bool = False
    phones: tuple[PhoneLine, ...] = ()
    places: tuple[Place, ...] = ()
    others: int = 0
    bring: tuple[str, ...] = ()
    cost: tuple[str, ...] = ()
    steps: tuple[Step, ...] = ()


def entries_of(picked: Picked, options: Options, on: dt.date) -> tuple[Entry, ...]:
    """What is printed, in the list's order and numbered; equal neutral lines once."""
    things = list(picked.things.items())
    open_ones = [code for code, thing in things if not is_neutral(thing)]
    numbers = {code: number for number, code in enumerate(open_ones, 1)}
    told = [
        Entry(0, is_neutral=True, summary=ANSWERED, phones=neutral_phones(thing))
        if is_neutral(thing)
        else _entry(code, thing, options.parts_of(code), numbers, on)
        for code, thing in things
    ]
    # Neutral lines come last and have no number.
    return tuple(sorted(dict.fromkeys(told), key=lambda entry: entry.is_neutral))


def _entry(
    code: str,
    thing: PickedService | PickedDesk,
    parts: frozenset[str],
    numbers: Mapping[str, int],
    on: dt.date,
) -> Entry:
    if isinstance(thing, PickedService):
        return _service(code, thing, parts, numbers, on)
    desk = thing.view.desk
    place = place_of(thing.view, parts)
    return Entry(numbers[code], desk.title, code, desk.summary, places=(place,))


def _service(
    code: str,
    thing: PickedService,
    parts: frozenset[str],
    numbers: Mapping[str, int],
    on: dt.date,
) -> Entry:
    page = thing.page
    picked = [offer for offer in thing.offers if offer.desk.short_code in numbers]
    shown = picked or thing.offers[:MOST_PLACES]
    is_where = bool(parts & {"dove", "orari", "telefono"})
    return Entry(
        numbers[code],
        page.title,
        code,
        page.summary,
        warning=_state(page),
        phones=_phones(page) if "telefono" in parts else (),
        places=tuple(place_of_offer(offer, parts, numbers) for offer in shown)
        if is_where
        else (),
        others=len(thing.offers) - len(shown) if is_where and not picked else 0,
        bring=_bring(thing, picked) if "portare" in parts else (),
        cost=_cost(page, on) if "costo" in parts else (),
        steps=_steps(page) if "come" in parts else (),
    )


def _state(page: ServicePage) -> str:
    if page.status == "active":
        return ""
    return f"{page.get_status_display()}: {page.status_reason}"


def _phones(page: ServicePage) -> tuple[PhoneLine, ...]:
    known = (
        (page.crisis_phone, ""),
        (page.access_phone, page.access_phone_label),
        (page.contact_phone, page.contact_office),
    )
    found: dict[str, PhoneLine] = {}
    for number, note in known:
        if number:
            found.setdefault(display(number), PhoneLine(display(number), note))
    return tuple(found.values())


def _bring(thing: PickedService, picked: Iterable[Offer]) -> tuple[str, ...]:
    own = [
        " – ".join(filter(None, [row.name, row.condition]))
        for row in thing.page.documents.all()
    ]
    there = [
        f"{offer.row.bring} ({offer.desk.title})" for offer in picked if offer.row.bring
    ]
    return (*own, *there)


def _cost(page: ServicePage, on: dt.date) -> tuple[str, ...]:
    amounts = [
        f"{amount.label}: {amount.value or 'in aggiornamento'}"
        for amount in amounts_on(page.amounts.all(), on)
    ]
    return (*lines(page.cost), *amounts)


def _steps(page: ServicePage) -> tuple[Step, ...]:
    steps = tuple(Step(row.title, plain(row.text)) for row in page.steps.all())
    return steps or tuple(Step(line) for line in lines(page.access))
