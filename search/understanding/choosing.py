"""Which ways to say a word are worth asking an engine for. Pure."""

from collections.abc import Callable, Iterable

from search.query import Alternative

# Each costs every engine a look into its index.
MOST_ALTERNATIVES = 10


def chosen(
    ways: Iterable[Alternative], holding: Callable[[Alternative], int]
) -> tuple[Alternative, ...]:
    """Those that some entry holds, the best first; the first given where there are none.

    One that says no more than another is left out: who finds "104" finds "legge 104".
    """
    ways = list(ways)
    held = sorted((way for way in ways if holding(way)), key=lambda way: -way.share)
    kept: list[Alternative] = []
    for way in held:
        if not any(_includes(way, other) for other in kept):
            kept.append(way)
    return tuple(kept[:MOST_ALTERNATIVES]) or (ways[0],)


def _includes(way: Alternative, other: Alternative) -> bool:
    """Every entry that answers `way` answers `other`, which is worth as much or more."""
    if other.is_prefix:
        return any(stem.startswith(other.stems[0]) for stem in way.stems)
    size = len(other.stems)
    starts = range(len(way.stems) - size + 1)
    return any(way.stems[n : n + size] == other.stems for n in starts)
