"""The feeds of news and events: addresses, names, which list offers which."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import reverse

# List → address of its feed, and how it is called.
FEEDS = {
    "news": ("novita/notizie.atom", "Notizie"),
    "releases": ("novita/comunicati.atom", "Comunicati"),
    "notices": ("novita/avvisi.atom", "Avvisi in corso"),
    "campaigns": ("novita/campagne.atom", "Campagne"),
    "events": ("vivere/eventi.atom", "Eventi"),
}
CALENDAR = "vivere/eventi.ics"


@dataclass(frozen=True)
class FeedLink:
    """A feed that a list offers."""

    title: str
    url: str


def feeds_of(listing: str) -> list[FeedLink]:
    """Feeds of a list; that of all novelties offers one a kind, but not that of events."""
    names = [name for name in FEEDS if name != "events"]
    wanted = names if listing == "updates" else [listing]
    return [FeedLink(FEEDS[name][1], reverse(f"{name}_feed")) for name in wanted]
