"""Numbers of people so small that whoever reads knows who they are. Pure.

Fewer than five people of a small town are recognised. A figure from 1 to 4 is refused unless it
plainly counts something else (a date, a duration, an article of law); in words it is pointed out
where people follow.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

_MONTHS = (
    "gennaio|febbraio|marzo|aprile|maggio|giugno|luglio|agosto|settembre|ottobre|novembre|"
    "dicembre"
)
_UNITS = r"ann[oi]|mes[ei]|settiman[ae]|giorn[oi]|or[ae]|minut[oi]|volt[ae]|euro|punti|km|metri"
# What follows such a figure says that it counts no people.
_AFTER = rf"(?:{_MONTHS}|{_UNITS})\b|[€%°ªº]"
# What goes before it names a thing by its number.
_BEFORE = re.compile(
    r"(?:\b(?:artt?\.?|articol[oi]|comm[ai]|fas[ei]|livell[oi]|modul[oi]|allegat[oi]|misur[ae]|"
    r"azion[ei]|lott[oi]|line[ae]|anno|edizione)|€)\s*$",
    re.IGNORECASE,
)
_FIGURE = re.compile(
    rf"(?<![\w/°])(?<!\d[.,:])[1-4](?![\w°ªº/])(?![.,:]\d)"
    rf"(?!(?:\s*[-–]\s*\d+)?\s*(?:{_AFTER}))",
    re.IGNORECASE,
)
_NEXT = re.compile(r"\s*[\wàèéìòù'’]+")
_PEOPLE = (
    r"person[ae]|donn[ae]|uom(?:o|ini)|famigli[ae]|nucle[oi]|giovan[ei]|ragazz[oaie]|minor[ei]|"
    r"minorenn[ei]|bambin[oaie]|figl[ioae]+|anzian[oaie]|adult[oaie]|coppi[ae]|madr[ei]|mamm[ae]|"
    r"padr[ei]|papà|genitor[ei]|utent[ei]|beneficiari[oae]?|partecipant[ei]|tirocinant[ei]|"
    r"student[ei]|studentess[ae]|alliev[oaie]|disoccupat[oaie]|disabil[ei]|stranier[oaie]|"
    r"rifugiat[oaie]|detenut[oaie]|inquilin[oaie]|ospit[ei]|pazient[ei]|vittim[ae]|"
    r"lavorator[ei]|lavoratric[ei]|pensionat[oaie]|cittadin[oaie]|signor[aie]|signore"
)
_IN_WORDS = re.compile(
    rf"\b(?:un[ao]?\s+|un['’]\s?|(?:due|tre|quattro)\s+)(?:[\wàèéìòù]+\s+)?(?:{_PEOPLE})\b|"
    r"\b(?:un[ao]|due|tre|quattro)\s+(?:di|tra|fra)\s+(?:loro|ess[ei])\b",
    re.IGNORECASE,
)


def small_figures(text: str) -> Iterator[str]:
    """Figures from 1 to 4 that may count people, each with the word that follows it."""
    for match in _FIGURE.finditer(text):
        if not _BEFORE.search(text[: match.start()]):
            following = _NEXT.match(text, match.end())
            yield text[match.start() : following.end() if following else match.end()]


def few_in_words(text: str) -> Iterator[str]:
    """`due donne`, `una famiglia`, `tre di loro`."""
    for match in _IN_WORDS.finditer(text):
        yield " ".join(match.group().split())
