"""Whether a crisis phrase is fit to be kept: nothing harmless may set it off. Pure."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from search.phrases.matching import Phrase, read_phrase, read_query

HARMLESS = Path(__file__).resolve().parents[1] / "data" / "harmless-queries-it.txt"
# One short word ("male", "casa") says nothing of danger unless nothing else is typed.
SHORTEST_ALONE = 5


def lines(text: str) -> tuple[str, ...]:
    """Lines that hold something, without the spaces around them."""
    return tuple(filter(None, (line.strip() for line in text.splitlines())))


@cache
def harmless_queries() -> tuple[str, ...]:
    """Searches that no phrase may take for a cry for help."""
    text = HARMLESS.read_text(encoding="utf-8")
    return tuple(line for line in lines(text) if not line.startswith("#"))


def problem(
    phrase: str, unless: str, counter_examples: str, *, is_whole: bool = False
) -> str | None:
    """What is wrong with a phrase, in Italian; None where it can be kept."""
    read = read_phrase(phrase, unless, is_whole=is_whole)
    if _is_too_short(read):
        return (
            "La frase è troppo corta: una parola sola scatterebbe per ricerche qualsiasi. "
            "Aggiungi parole, oppure spunta «solo se non c'è altro»."
        )
    if found := _first_found(read, lines(counter_examples)):
        return (
            f"La frase scatta anche per «{found}», che hai scritto tra gli esempi innocui. "
            "Aggiungi parole alla frase, o scrivi in «tranne se c'è» quella che la rende "
            "innocua."
        )
    if found := _first_found(read, harmless_queries()):
        return f"La frase scatta anche per «{found}», che è una ricerca innocua."
    return None


def _is_too_short(phrase: Phrase) -> bool:
    if phrase.is_whole or len(phrase.choices) > 1:
        return not phrase.choices
    return any(len(word) < SHORTEST_ALONE for word in _words(phrase)) or not any(
        _words(phrase)
    )


def _words(phrase: Phrase) -> set[str]:
    return {
        word
        for choice in phrase.choices
        for word in (*choice.stems, *choice.forms, *choice.starts)
    }


def _first_found(phrase: Phrase, queries: tuple[str, ...]) -> str | None:
    return next((q for q in queries if phrase.is_in(read_query(q))), None)
