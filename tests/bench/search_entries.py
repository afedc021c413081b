"""Synthetic entries for the measures of the search: seeded, the same at each run.

Each takes its words, in runs of several, from one real sheet of `exchange/content` (most of them)
and from the others, so that words keep the skew and the company they have there. Names of people,
streets and towns are invented, with a long tail, for a large directory has thousands of them.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from core.search_entry import EVERY, SearchEntry

SEED = 20261122
NAMES = 20_000
BODIES = 400
# Words of running text in an entry: least, most. The mean is their middle.
WORDS = (40, 200)
CREMONA = (45.1332, 10.0227)
SYLLABLES = [
    "ba",
    "be",
    "bi",
    "bo",
    "ca",
    "co",
    "da",
    "de",
    "fa",
    "fe",
    "ga",
    "go",
    "la",
    "le",
    "li",
    "lo",
    "ma",
    "me",
    "mi",
    "mo",
    "na",
    "ne",
    "no",
    "pa",
    "pe",
    "po",
]
SYLLABLES += [
    "ra",
    "re",
    "ri",
    "ro",
    "sa",
    "se",
    "si",
    "so",
    "ta",
    "te",
    "ti",
    "to",
    "va",
    "ve",
    "vi",
    "zo",
]


@dataclass(frozen=True)
class Sheet:
    """One real sheet as words."""

    title: list[str]
    summary: list[str]
    citizen: list[str]
    text: list[str]
    needs: tuple[str, ...]
    audiences: tuple[str, ...]
    category: str
    events: tuple[str, ...]


class Maker:
    """Makes entries 1 … `entries` + `desks`; the last `desks` are desks."""

    def __init__(self, entries: int, desks: int) -> None:
        from exchange.content import read_content

        self.entries, self.desks = entries, desks
        content = read_content()
        self.towns = [term.code for term in content.terms["municipality"]]
        self.sheets = [_sheet(record) for record in content.services]
        rng = random.Random(SEED)
        self.names = [_name(rng) for _ in range(NAMES)]
        self.odds = [1 / (n + 10) for n in range(NAMES)]
        self.spots = [
            (CREMONA[0] + rng.gauss(0, 0.15), CREMONA[1] + rng.gauss(0, 0.25))
            for _ in range(desks)
        ]

    @cached_property
    def queries(self) -> list[str]:
        """The citizen's words of the real sheets: what people would type."""
        return [words for sheet in self.sheets for words in sheet.citizen]

    def all(self) -> Iterator[SearchEntry]:
        """Sheets, bodies and pages first, desks after them."""
        rng = random.Random(SEED + 1)
        for number in range(1, self.entries + 1):
            yield self._entry(number, rng)
        for number in range(self.desks):
            yield self._desk(number, rng)

    def _entry(self, number: int, rng: random.Random) -> SearchEntry:
        own, other = rng.choice(self.sheets), rng.choice(self.sheets)
        kind = rng.choices(("service", "organisation", "page"), (88, 2, 10))[0]
        name = rng.choices(self.names, self.odds, k=6)
        words = rng.randint(*WORDS)
        text = _runs(rng, own.text, words * 3 // 4) + _runs(rng, other.text, words // 4)
        title = own.title[: rng.randint(2, 6)] + rng.choice(([], [name[0]], name[:2]))
        places = rng.sample(
            self.spots, k=rng.choices((0, 1, 2, 4), (20, 50, 20, 10))[0]
        )
        return SearchEntry(
            page_id=number,
            kind=kind,
            title=" ".join(title).capitalize(),
            url=f"/servizi/{name[0]}/{number}/",
            summary=" ".join(_runs(rng, own.summary, 18)),
            citizen_words=tuple(rng.sample(own.citizen, k=min(4, len(own.citizen)))),
            names=(f"Comune di {name[1]}", f"{name[2]} {name[3]}"),
            text=" ".join(text + name),
            facets=self._facets(own, rng) if kind == "service" else self._town(rng),
            points=tuple(places),
            is_crisis=number % 2000 == 0,
        )

    def _facets(self, sheet: Sheet, rng: random.Random) -> dict[str, tuple[str, ...]]:
        several = rng.sample(self.towns, k=rng.choice((1, 1, 2, 8)))
        towns = (EVERY,) if rng.random() < 0.3 else tuple(several)
        return {
            "bisogno": sheet.needs,
            "per": sheet.audiences,
            "comune": towns,
            "categoria": (sheet.category,),
            "evento": sheet.events,
            "ente": tuple(f"ente-{rng.randrange(BODIES)}" for _ in range(2)),
            "sportello": tuple(f"tipo-{rng.randrange(8)}" for _ in range(2)),
            "aiuto": (rng.choice(("information", "orientation", "accompaniment")),),
            "costo": ("gratuito",) if rng.random() < 0.6 else (),
            "modo": ("online",) if rng.random() < 0.4 else (),
        }

    def _town(self, rng: random.Random) -> dict[str, tuple[str, ...]]:
        return {
            "comune": (rng.choice(self.towns),),
            "ente": (f"ente-{rng.randrange(BODIES)}",),
        }

    def _desk(self, number: int, rng: random.Random) -> SearchEntry:
        names = rng.choices(self.names, self.odds, k=3)
        helped = rng.sample(self.sheets, k=rng.randint(3, 25))
        page_id = self.entries + number + 1
        return SearchEntry(
            page_id=page_id,
            kind="desk",
            title=f"Sportello {rng.choice(('sociale', 'CAF', 'di ascolto'))} {names[0]}",
            url=f"/servizi/{names[1]}/{page_id}/",
            summary=f"Ti aiutiamo e ti indirizziamo all'ufficio giusto di {names[1]}",
            names=(f"Ente {names[1]}", "Sportello"),
            text=" ".join(word for sheet in helped for word in sheet.title),
            facets={
                **self._town(rng),
                "bisogno": tuple({n for sheet in helped for n in sheet.needs}),
                "per": tuple({a for sheet in helped for a in sheet.audiences}),
                "sportello": (f"tipo-{rng.randrange(8)}",),
                "aiuto": ("information", "orientation"),
                "lingua": tuple(rng.sample(("it", "en", "fr", "ar", "ro"), k=2)),
                "accesso": ("senza-gradini",) if rng.random() < 0.5 else (),
            },
            points=(self.spots[number],),
        )


def _sheet(record) -> Sheet:
    steps = [f"{step.title} {step.text}" for step in record.steps]
    prose = [record.addressed, record.description, record.on_behalf, record.output]
    prose += [record.timing, record.cost, *steps]
    prose += [f"{row.name} {row.where}" for row in record.documents]
    return Sheet(
        title=record.title.replace(":", "").replace(",", "").split(),
        summary=record.summary.split(),
        citizen=list(record.citizen_words) or [record.title],
        text=" ".join(prose).split(),
        needs=tuple(record.needs),
        audiences=tuple(record.audiences),
        category=record.category or "altro",
        events=tuple(record.life_events),
    )


def _runs(rng: random.Random, words: list[str], number: int) -> list[str]:
    """`number` words of a text, in runs of a dozen."""
    found: list[str] = []
    while len(found) < number and words:
        start = rng.randrange(len(words))
        found += words[start : start + 12]
    return found[:number]


def _name(rng: random.Random) -> str:
    return "".join(rng.choices(SYLLABLES, k=rng.choice((2, 3, 3, 4))))
