"""The questions asked by the measures of the search: a stated mix, seeded.

Words are rare, medium or common by how many entries hold them, whatever they are.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass

from search.request import Point, SearchRequest
from search.text.word_lists import empty_words, optional_words

SEED = 7
# Name → (share of the mix in hundredths, holders of a word: at least, at most).
BANDS = {"rare": (0.00002, 0.001), "medium": (0.002, 0.05), "common": (0.15, 1.0)}
MIX = {
    "rare": 15,
    "medium": 20,
    "common": 10,
    "rare+common": 10,
    "medium+medium": 15,
    "common+common": 5,
    "sentence": 15,
    "filters alone": 5,
    "nearest first": 5,
}
ALL_HOURS = 0.05


@dataclass(frozen=True)
class Question:
    """One request and the part of the mix it stands for."""

    part: str
    request: SearchRequest


class Asker:
    """Draws questions from the words of an index."""

    def __init__(self, forms: dict[str, int], entries: int, maker) -> None:
        skipped = empty_words() | optional_words()
        self.words = {
            band: sorted(
                form
                for form, held in forms.items()
                if least * entries <= held <= most * entries
                and len(form) > 3
                and form.isalpha()
                and form not in skipped
            )
            for band, (least, most) in BANDS.items()
        }
        self.maker = maker
        self.entries = entries

    def questions(self, number: int, seed: int = SEED) -> list[Question]:
        rng = random.Random(seed)
        parts = rng.choices(list(MIX), list(MIX.values()), k=number)
        return [Question(part, self._request(part, rng)) for part in parts]

    def starts(self, number: int, seed: int = SEED) -> list[str]:
        """What somebody has typed so far: two letters or more of a word, at times a word before."""
        rng = random.Random(seed)
        typed = []
        for _ in range(number):
            words = rng.choice(self.maker.queries).split()[:2]
            last = words[-1]
            words[-1] = last[: rng.randint(2, max(2, len(last)))]
            typed.append(" ".join(words))
        return typed

    def _request(self, part: str, rng: random.Random) -> SearchRequest:
        text, filters, kinds = self._text(part, rng), {}, ()
        if part == "filters alone" or rng.random() < 0.5:
            filters["bisogno"] = (rng.choice(self.maker.sheets).needs or ("casa",))[:1]
        if rng.random() < 0.25:
            filters["comune"] = tuple(rng.sample(self.maker.towns, k=2))
        if rng.random() < 0.15:
            kinds = ("service",)
        near = Point(45.1332, 10.0227) if part == "nearest first" else None
        return SearchRequest(
            text=text,
            filters=filters,
            kinds=kinds,
            page=rng.choice((1, 1, 1, 1, 2, 5)),
            near=near,
            by_distance=near is not None,
            open_ids=self._open(rng) if rng.random() < 0.3 else None,
        )

    def _text(self, part: str, rng: random.Random) -> str:
        if part == "filters alone":
            return ""
        if part == "sentence":
            return rng.choice(self.maker.queries)
        bands: Sequence[str] = part.split("+")
        if part == "nearest first":
            bands = ("medium",)
        return " ".join(rng.choice(self.words[band]) for band in bands)

    def _open(self, rng: random.Random) -> frozenset[int]:
        """Desks open now, and some sheets they help with."""
        desks = range(self.entries - self.maker.desks + 1, self.entries + 1)
        sheets = rng.sample(
            range(1, self.maker.entries + 1), k=self.maker.entries // 50
        )
        return frozenset([*rng.sample(desks, k=len(desks) // 3), *sheets])
