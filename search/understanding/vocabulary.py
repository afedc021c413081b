"""What words the index holds, and how many entries hold each. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Vocabulary:
    """Words of all entries.

    `entries`: number of entries. `stems`: stem → how many entries hold it. `forms`: folded,
    unstemmed word → how many entries hold it: what a typing error may have been meant for.
    """

    entries: int = 0
    stems: Mapping[str, int] = field(default_factory=dict)
    forms: Mapping[str, int] = field(default_factory=dict)

    def holding(self, stems: Iterable[str]) -> int:
        """How many entries hold all `stems` at most: the rarest one's number."""
        return min((self.stems.get(stem, 0) for stem in stems), default=0)
