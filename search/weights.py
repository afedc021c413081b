"""What a word is worth by where it stands. The one table of weights.

A sheet is worth, for each word sought, the weight of the best place that holds it, times the
word's rarity. How often a word is repeated does not count: otherwise a long text that says "ISEE"
fifteen times stands above the sheet of that title (bm25 saturates after two or three).
"""

from dataclasses import dataclass
from math import log

from search.query import WHOLE


@dataclass(frozen=True)
class Place:
    """A part of an entry: its column of tokens and its weight."""

    column: str
    weight: int


TITLE = Place("title_tokens", 8)
CITIZEN_WORDS = Place("citizen_tokens", 6)
NAMES_AND_SUMMARY = Place("name_tokens", 3)
TEXT = Place("text_tokens", 1)

# What a way to say a word is worth, in hundredths of the word as it was typed: its beginning; two
# words typed apart that are one; what it was meant for (the likeliest, the second, the third);
# what else it is called; the word without the "non" that it was said after.
PREFIX_SHARE = 90
JOINED_SHARE = 90
REPAIR_SHARES = (85, 75, 65)
SYNONYM_SHARE = 70
TURNED_SHARE = 60

# On top of the best place, where the title holds the word just as it was typed, not inflected.
EXACT = 1

# A word that is not required ("mia mamma") orders sheets that are alike, no more.
OPTIONAL_SHARE = 8

# What all words said one after the other are worth, of what they are worth together.
PHRASE_SHARE = 50

# Where fewer entries answer all words, those that answer most are shown as well.
ENOUGH = 3
MOST_NEEDED = 3

PLACES = (TITLE, CITIZEN_WORDS, NAMES_AND_SUMMARY, TEXT)


def rarity(entries: int, holding: int) -> int:
    """How much a word tells that `holding` of `entries` hold: a whole number, at least 100.

    Whole, so that every engine orders alike.
    """
    return round(100 + 100 * log(1 + entries / (1 + holding)))


def points(share: int, weight: int, worth: int) -> int:
    """What one alternative of a clause earns in one place: a whole number, cut downwards.

    At most some ten thousand, so that a sum over all clauses stays exact wherever it is made.
    """
    return share * weight * worth // WHOLE


def needed(words: int) -> int:
    """How many of `words` an entry must answer where few answer all: half, rounded up.

    Of two words one is enough ("afitto contributo"), of three two, and never more than three: a
    long sentence is told, not searched for word by word. `words` are the required clauses that
    some entry answers (`Query.missing` left out); at least one is needed.
    """
    return min(max(-(-words // 2), 1), MOST_NEEDED)
