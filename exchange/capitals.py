"""Names in capitals made readable, as Italian writes them. Pure.

`VIALE XXIV MAGGIO, CITTA' DELLA PIEVE` → `Viale XXIV Maggio, Città della Pieve`.
"""

from __future__ import annotations

import re
from collections.abc import Collection

PARTICLES = frozenset(
    [
        "a",
        "ad",
        "ai",
        "al",
        "alla",
        "alle",
        "agli",
        "allo",
        "con",
        "da",
        "dai",
        "dal",
        "dalla",
        "dalle",
        "dallo",
        "de",
        "degli",
        "dei",
        "del",
        "della",
        "delle",
        "dello",
        "di",
        "e",
        "ed",
        "fra",
        "gli",
        "il",
        "in",
        "la",
        "le",
        "lo",
        "nei",
        "nel",
        "nella",
        "nelle",
        "o",
        "per",
        "presso",
        "su",
        "sul",
        "sulla",
        "tra",
        "snc",
    ]
)
# Elided before a vowel, or cut (`de' Cortesi`); lower case unless they open the name.
ELIDED = frozenset(["all", "d", "dall", "dell", "l", "nell", "sull", "un", "de"])
CUT = frozenset(["de", "ca", "po", "mo"])
ACCENTED = dict(zip("aeiou", "àèìòù", strict=True))
ACRONYMS = frozenset(
    [
        "ACLI",
        "ASL",
        "ASP",
        "ASST",
        "AST",
        "ASREM",
        "ATS",
        "AUSL",
        "CAF",
        "CGIL",
        "CISL",
        "CRI",
        "DS",
        "DSS",
        "INPS",
        "NPI",
        "NPIA",
        "PES",
        "PST",
        "SAUB",
        "SERD",
        "SERT",
        "UIL",
        "ULSS",
        "UO",
        "UOC",
        "UOMI",
        "UOS",
        "USL",
    ]
)
ROMAN = re.compile(r"X{0,3}(IX|IV|V?I{0,3})")
DOTTED = re.compile(r"([A-Z]\.)+[A-Z]?")
WORD = re.compile(r"(?:[^\W\d_]\.){2,}(?:[^\W\d_](?![^\W\d_]))?|[^\W_]+")
NUMBER_SIGN = re.compile(r"\bN\s?[.°]\s?°?\s?(?=\d)", re.IGNORECASE)


def readable(text: str, acronyms: Collection[str] = ()) -> str:
    """`text` with capitals where Italian wants them; words already mixed stay as they are."""
    known = ACRONYMS.union(acronyms)
    folded = NUMBER_SIGN.sub("n. ", " ".join(text.split()))
    shouted = not any(char.islower() for char in folded.replace("n. ", ""))
    words = WORD.sub(lambda match: _word(match, shouted, known), folded)
    return _accents(words)


def _word(match: re.Match[str], shouted: bool, acronyms: Collection[str]) -> str:
    word = match.group()
    if word != word.upper() or not word[0].isalpha():
        return word
    before = match.string[match.start() - 1 : match.start()]
    if (
        word in acronyms
        or _is_sign(word, shouted)
        or (len(word) == 1 and before == "/")
    ):
        return word
    return _cased(match, word.lower())


def _is_sign(word: str, shouted: bool) -> bool:
    """Acronyms, codes and Roman numerals, which keep their capitals."""
    if DOTTED.fullmatch(word) or any(char.isdigit() for char in word):
        return True
    if ROMAN.fullmatch(word):
        return True
    if not shouted and len(word) <= 3 and word.lower() not in PARTICLES:
        return True
    return len(word) > 1 and not set(word) & set("AEIOUÀÈÉÌÒÙ") and word != "SNC"


def _cased(match: re.Match[str], lower: str) -> str:
    text, begin, end = match.string, match.start(), match.end()
    opens = not text[:begin].strip() or text[begin - 1] in "-'\"("
    apostrophe = text[end : end + 1] == "'"
    if lower == "snc":
        return lower
    if apostrophe and lower in ELIDED:
        return lower.capitalize() if opens else lower
    return lower if lower in PARTICLES and not opens else lower.capitalize()


def _accents(text: str) -> str:
    """`Citta'` → `Città`, unless the word is cut (`de'`) or the mark closes a quotation."""

    def accent(match: re.Match[str]) -> str:
        word, vowel = match.group(1), match.group(2)
        quoted = re.search(r"(^|[\s(])'\S", text[: match.start() + 1])
        if quoted or (word + vowel).lower() in CUT:
            return match.group()
        return word + ACCENTED[vowel]

    return re.sub(r"\b([^\W\d_]*)([aeiou])'(?=$|[\s,.;:)-])", accent, text)
