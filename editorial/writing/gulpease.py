"""How easy an Italian text is to read, from 0 to 100: the Gulpease index. Pure.

Source: P. Lucisano and M. E. Piemontese, "GULPEASE: una formula per la predizione della
difficoltà dei testi in lingua italiana", *Scuola e città* 3 (1988), of the Gruppo universitario
linguistico pedagogico (GULP), La Sapienza. Below 80 a text is hard for whoever left school after
the *licenza elementare*, below 60 after the *media*, below 40 after the *superiori*.
"""

from __future__ import annotations

from editorial.writing.sentences import sentences, words

# On fewer words the index says nothing.
FEWEST_WORDS = 20
LOWEST, HIGHEST = 0, 100


def gulpease(text: str) -> int | None:
    """89 + (300 · sentences − 10 · letters) / words, rounded; None for a text too short."""
    found = [words(one) for one in sentences(text)]
    total = sum(len(one) for one in found)
    if total < FEWEST_WORDS:
        return None
    letters = sum(sum(map(str.isalnum, word)) for one in found for word in one)
    index = 89 + (300 * len(found) - 10 * letters) / total
    return round(min(HIGHEST, max(LOWEST, index)))


def verdict(index: int) -> str:
    """For whom a text of this index is easy, in a few words."""
    if index >= 80:
        return "facile per tutti"
    if index >= 60:
        return "facile per chi ha finito le medie"
    if index >= 40:
        return "facile solo per chi ha un diploma"
    return "difficile per quasi tutti"
