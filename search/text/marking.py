"""Where the words sought stand in a text that is shown."""

from collections.abc import Collection

from search.text.tokens import words

Range = tuple[int, int]


def marks(
    text: str, stems: Collection[str], prefixes: Collection[str] = ()
) -> tuple[Range, ...]:
    """Ranges (start, end) of the words of `text` that were sought."""
    starts = tuple(prefixes)
    return tuple(
        (word.start, word.end)
        for word in words(text)
        if word.stem in stems or (starts and word.stem.startswith(starts))
    )
