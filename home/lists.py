"""Lists of news, notices, campaigns and events, wherever in the tree they lie."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from django.http import HttpRequest
from django.utils import timezone

from home.contexts import child_cards
from home.feed_links import feeds_of
from home.list_rows import ARCHIVE, event_lines, update_lines

if TYPE_CHECKING:
    from home.models import SectionPage


@dataclass(frozen=True)
class Choice:
    """One way to see a list; `code` is the value of `tipo` in the address."""

    code: str
    label: str
    empty: str
    is_current: bool = False
    # What the bar may show beside the label: a list that is always read whole is not counted.
    count: None = None

    @property
    def url(self) -> str:
        """Its address, from the list's own."""
        return f"?tipo={self.code}" if self.code else "."


CURRENT_NOTICES = Choice("", "In corso", "Adesso non c'è nessun avviso.")
OLD_NOTICES = Choice(ARCHIVE, "Archivio", "L'archivio è vuoto.")
CHOICES = {
    "updates": (
        Choice("", "Tutte", "Per ora non ci sono novità."),
        Choice("notizie", "Notizie", "Per ora non ci sono notizie."),
        Choice("comunicati", "Comunicati", "Per ora non ci sono comunicati."),
        Choice("avvisi", "Avvisi", "Adesso non c'è nessun avviso."),
        Choice("campagne", "Campagne", "Adesso non c'è nessuna campagna."),
        Choice(ARCHIVE, "Archivio", "L'archivio è vuoto."),
    ),
    "news": (Choice("", "Tutte", "Per ora non ci sono notizie."),),
    "releases": (Choice("", "Tutti", "Per ora non ci sono comunicati."),),
    "notices": (CURRENT_NOTICES, OLD_NOTICES),
    "campaigns": (
        Choice("", "In corso", "Adesso non c'è nessuna campagna."),
        OLD_NOTICES,
    ),
    "events": (
        Choice("", "In programma", "Per ora non ci sono incontri in programma."),
        Choice(ARCHIVE, "Passati", "Non ci sono incontri passati."),
    ),
}


def is_of_updates(section: SectionPage) -> bool:
    """Whether a section lists news or events."""
    return section.listing in CHOICES


def updates_context(page: SectionPage, request: HttpRequest) -> dict[str, Any]:
    """Context of `home/updates_page.html`."""
    now = timezone.localtime()
    choices = choices_of(page.listing, request.GET.get("tipo", ""))
    chosen = next(choice for choice in choices if choice.is_current)
    read = event_lines if page.listing == "events" else update_lines
    return {
        "lines": read(page.listing, chosen.code, now, request),
        "choices": choices if len(choices) > 1 else (),
        "chosen": chosen,
        "query": f"tipo={chosen.code}&" if chosen.code else "",
        "cards": child_cards(page),
        "feeds": feeds_of(page.listing),
    }


def choices_of(listing: str, code: str) -> tuple[Choice, ...]:
    """The ways to see a list, one of them chosen: the first where `code` is none of them."""
    ways = CHOICES[listing]
    current = next((way for way in ways if way.code == code), ways[0])
    return tuple(replace(way, is_current=way == current) for way in ways)
