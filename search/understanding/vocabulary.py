"""What words the index holds, and how many entries hold each. Pure."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from os.path import commonprefix

from search.text.stemming import stem
from search.understanding.skeleton import skeleton

LAST = "\U0010ffff"


@dataclass(frozen=True)
class Vocabulary:
    """Words of all entries.

    `entries`: number of entries. `stems`: stem → how many entries hold it. `forms`: folded,
    unstemmed word → how many entries hold it: what a typing error may have been meant for.
    What is worked out from them is kept with the object: make one, ask it often.
    """

    entries: int = 0
    stems: Mapping[str, int] = field(default_factory=dict)
    forms: Mapping[str, int] = field(default_factory=dict)

    def holding(self, stems: Iterable[str]) -> int:
        """How many entries hold all `stems` at most: the rarest one's number."""
        return min((self.stems.get(stem, 0) for stem in stems), default=0)

    def holding_prefix(self, stems: Sequence[str]) -> int:
        """The same where the last of `stems` may go on."""
        *whole, start = stems
        total = sum(self.stems[stem] for stem in _starting(self._sorted_stems, start))
        return min([self.holding(whole)] * bool(whole) + [total, self.entries])

    def beginning(self, word: str) -> str | None:
        """What the stems of all forms that begin with `word` begin with; None without any.

        "Domicili" goes on in "domiciliare", of which it is a beginning, and in "domicilio", whose
        stem is shorter than what was typed.
        """
        stems = [stem(form) for form in _starting(self._sorted_forms, word)]
        # Words are not paths: letter by letter is meant.
        return commonprefix(stems)[: len(word)] or None  # noqa: RUF071

    def alike(self, word: str, difference: int) -> list[str]:
        """Forms with the same first letter and nearly the length of `word`."""
        lengths = range(len(word) - difference, len(word) + difference + 1)
        return [form for n in lengths for form in self._shelves.get((word[0], n), ())]

    def doubled(self, word: str) -> list[str]:
        """Forms that differ from `word` in doubled letters alone ("afito", "affitto")."""
        return self._skeletons.get(skeleton(word), [])

    @cached_property
    def _sorted_stems(self) -> list[str]:
        return sorted(self.stems)

    @cached_property
    def _sorted_forms(self) -> list[str]:
        return sorted(self.forms)

    @cached_property
    def _shelves(self) -> dict[tuple[str, int], list[str]]:
        shelves = defaultdict(list)
        for form in self.forms:
            if form.isalpha():
                shelves[form[0], len(form)].append(form)
        return shelves

    @cached_property
    def _skeletons(self) -> dict[str, list[str]]:
        skeletons = defaultdict(list)
        for form in self.forms:
            if form.isalpha():
                skeletons[skeleton(form)].append(form)
        return skeletons


def _starting(words: list[str], start: str) -> list[str]:
    """Those of the sorted `words` that begin with `start`."""
    return words[bisect_left(words, start) : bisect_left(words, start + LAST)]
