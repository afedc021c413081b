"""The list on the screen: each thing with whom to call, and the ways to change the list.

Every way is an address in path form, which works without a script; the script takes the codes
from the same links and asks for the list anew.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import reverse

from directory.desk_hours import DeskView
from directory.handout.codes import MOST, Chosen, moved, without, written
from directory.handout.neutral import is_neutral
from directory.handout.options import OWN, Options
from directory.handout.reading import Picked, PickedDesk, PickedService
from directory.handout.sheets import public_codes
from directory.phones import display, tel_uri


@dataclass(frozen=True)
class Item:
    """One thing of the list; `up` and `down` are empty where it cannot go further."""

    code: str
    title: str
    url: str
    kind: str
    summary: str
    phone: str
    phone_uri: str
    view: DeskView | None
    is_neutral: bool
    parts: frozenset[str]
    field: str
    remove: str
    up: str = ""
    down: str = ""


@dataclass(frozen=True)
class Listing:
    """The list: `codes` all of it, `public` what may stand in an address that is passed on."""

    items: tuple[Item, ...]
    codes: str
    public: str
    missing: int
    strange: int
    is_cut: bool

    @property
    def is_full(self) -> bool:
        """True where no more can be added."""
        return len(self.items) >= MOST


def listing_of(picked: Picked, chosen: Chosen, options: Options) -> Listing:
    """The list as the screen shows it."""
    codes = tuple(picked.things)
    return Listing(
        items=tuple(_item(code, picked, options) for code in codes),
        codes=written(codes),
        public=written(public_codes(picked)),
        missing=len(picked.missing),
        strange=chosen.strange,
        is_cut=chosen.is_cut,
    )


def address_of_list(codes: Sequence[str]) -> str:
    """The list in path form; logs leave it out (`core.quiet_paths`)."""
    return reverse("my_list_of", args=[written(codes)]) if codes else reverse("my_list")


def _item(code: str, picked: Picked, options: Options) -> Item:
    codes, thing = tuple(picked.things), picked.things[code]
    place = codes.index(code)
    return Item(
        code=code,
        **_facts(thing),
        is_neutral=is_neutral(thing),
        parts=options.own.get(code, frozenset(options.parts)),
        field=OWN + code,
        remove=address_of_list(without(codes, code)),
        up=address_of_list(moved(codes, code, -1)) if place else "",
        down=address_of_list(moved(codes, code, 1)) if place < len(codes) - 1 else "",
    )


def _facts(thing: PickedService | PickedDesk) -> dict:
    if isinstance(thing, PickedDesk):
        view = thing.view
        desk = view.desk
        return {
            "title": desk.title,
            "url": view.url,
            "kind": desk.get_kind_display(),
            "summary": "",
            "phone": view.phone,
            "phone_uri": view.phone_uri,
            "view": view,
        }
    page = thing.page
    number = page.crisis_phone or page.access_phone
    return {
        "title": page.title,
        "url": page.url or "",
        "kind": "Servizio",
        "summary": page.summary,
        "phone": display(number) if number else "",
        "phone_uri": tel_uri(number) if number else "",
        "view": None,
    }
