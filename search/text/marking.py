"""Where the words sought stand in a text that is shown."""

from collections.abc import Collection

from search.text.tokens import words
from search.text.word_lists import empty_words

Range = tuple[int, int]


def marks(
    text: str, stems: Collection[str], prefixes: Collection[str] = ()
) -> tuple[Range, ...]:
    """Ranges (start, end) of the words of `text` that were sought.

    A phrase sought ("assegno di inclusione") holds words that say nothing: they are not marked.
    """
    starts = tuple(prefixes)
    return tuple(
        (word.start, word.end)
        for word in words(text)
        if word.folded not in empty_words()
        and (word.stem in stems or (starts and word.stem.startswith(starts)))
    )
