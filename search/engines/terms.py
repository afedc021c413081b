"""The words of a query with what the index knows of them. Pure."""

from dataclasses import dataclass

from search.weights import OPTIONAL_SHARE, rarity


@dataclass(frozen=True)
class Term:
    """A word sought; a prefix where the index does not know it as a whole word."""

    stem: str
    typed: str
    holding: int = 0
    entries: int = 0
    is_prefix: bool = False
    is_required: bool = True

    @property
    def worth(self) -> int:
        """The weight of its rarity."""
        full = rarity(self.entries, self.holding)
        return full if self.is_required else full // OPTIONAL_SHARE

    @property
    def needle(self) -> str:
        """What to look for in a column of tokens."""
        return f" {self.stem}" if self.is_prefix else f" {self.stem} "
