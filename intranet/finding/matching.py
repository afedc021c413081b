"""Words sought and words held: folded, from the beginning of a word on. Pure.

What is searched is a text of words, each once, with a space before and after. So a database
finds the beginning of a word with a plain "contains", and a long file costs no more than the words
it uses.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from search.text.tokens import words

SHORTEST = 3
MOST_WORDS = 8
# Characters of a text around the first word found.
BEFORE, AROUND = 60, 200
# Characters in which the first word is looked for.
LOOKED_THROUGH = 60_000


def sought(text: str) -> list[str]:
    """The folded words of what somebody typed, each once; shorter than three letters: none."""
    folded = dict.fromkeys(word.folded for word in words(text))
    return [word for word in folded if len(word) >= SHORTEST][:MOST_WORDS]


def listed_words(*texts: str) -> str:
    """All words of the texts, each once, to be searched with `begins`."""
    held = sorted({word.folded for text in texts for word in words(text)})
    return f" {' '.join(held)} " if held else ""


def holds(listed: str, wanted: Iterable[str]) -> bool:
    """Whether each word begins one of those of `listed_words`."""
    return all(f" {word}" in listed for word in wanted)


def ranges(text: str, wanted: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Where in a text the words found stand, one after the other."""
    starts = tuple(wanted)
    return ((w.start, w.end) for w in words(text) if w.folded.startswith(starts))


def marked(text: str, wanted: Sequence[str]) -> SafeString:
    """The text, escaped, with the words found marked."""
    parts, end = [], 0
    for start, stop in ranges(text, wanted) if wanted else []:
        parts += [escape(text[end:start]), "<mark>", escape(text[start:stop])]
        parts.append("</mark>")
        end = stop
    parts.append(escape(text[end:]))
    return mark_safe("".join(parts))  # noqa: S308 - every piece is escaped above


def snippet(text: str, wanted: Sequence[str]) -> SafeString:
    """A few words around the first one found, marked; the beginning where there is none."""
    flat = " ".join(text[:LOOKED_THROUGH].split())
    first = next(ranges(flat, wanted), (0, 0))[0] if wanted else 0
    start = flat.rfind(" ", 0, max(first - BEFORE, 0)) + 1 if first > BEFORE else 0
    cut = flat[start : start + AROUND]
    if start + AROUND < len(flat):
        cut = f"{cut.rpartition(' ')[0] or cut} …"
    return marked(f"… {cut}" if start else cut, wanted)
