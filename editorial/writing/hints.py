"""What could be said more plainly in a text, each hint with what it is about. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from editorial.writing.capitals import shouted
from editorial.writing.gulpease import gulpease
from editorial.writing.plain_words import bureaucratic
from editorial.writing.sentences import sentences, words
from editorial.writing.word_lists import acronyms

# More words than these in one sentence are too many (C.SI.2, "Guida al linguaggio della PA").
LONGEST_SENTENCE = 25
# Of more hints at once none is read.
MOST_SHOWN = 10
QUOTED = 160


@dataclass(frozen=True)
class Text:
    """A text of a page: its field or list of rows, what the form calls it, what it says.

    `is_prose` is false for names and titles, where no sentence is measured.
    """

    name: str
    label: str
    plain: str
    is_prose: bool = True


@dataclass(frozen=True)
class Hint:
    """One thing to do better; the heavier, the more it helps."""

    name: str
    label: str
    message: str
    weight: int = 0


@dataclass(frozen=True)
class Reading:
    """What the texts of a page are like: the best hints, how many more, the Gulpease index."""

    shown: list[Hint]
    rest: int
    index: int | None

    @property
    def total(self) -> int:
        """All hints."""
        return len(self.shown) + self.rest


def read(texts: Iterable[Text], more: Iterable[Hint] = ()) -> Reading:
    """Hints on `texts` and `more` that are known already, the heaviest first."""
    texts = list(texts)
    found = [*more, *(hint for text in texts for hint in _hints(text))]
    found.sort(key=lambda hint: -hint.weight)
    prose = "\n".join(text.plain for text in texts if text.is_prose)
    shown = found[:MOST_SHOWN]
    return Reading(shown, len(found) - len(shown), gulpease(prose))


def _hints(text: Text) -> Iterator[Hint]:
    for stretch in shouted(text.plain, acronyms()):
        message = f"Tutto maiuscolo: «{_quoted(stretch)}». Scrivi in minuscolo."
        yield Hint(text.name, text.label, message, 200)
    if text.is_prose:
        yield from _long_sentences(text)
    for word in bureaucratic(text.plain):
        yield Hint(text.name, text.label, _plainer(word.found, word.plain), 10)


def _long_sentences(text: Text) -> Iterator[Hint]:
    for sentence in sentences(text.plain):
        number = len(words(sentence))
        if number > LONGEST_SENTENCE:
            message = f"Frase lunga ({number} parole): «{_quoted(sentence)}» Prova a dividerla."
            yield Hint(text.name, text.label, message, number)


def _plainer(found: str, plain: str) -> str:
    if plain.startswith(("togli", "usa ")):
        return f"«{found}»: {plain}."
    return f"«{found}»: di solito si dice «{plain}»."


def _quoted(text: str) -> str:
    return text if len(text) <= QUOTED else f"{text[:QUOTED].rsplit(' ', 1)[0]}…"
