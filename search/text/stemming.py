"""Light Italian stemming: singular and plural, masculine and feminine meet.

The rule is Jacques Savoy's light stemmer for Italian, which Elasticsearch's `light_italian` also
follows, so that both engines cut words alike: words of five letters or fewer stay whole; of a
longer one the last vowel goes, and the `i` or `h` before it.
"""

from functools import lru_cache

from search.text.word_lists import stem_overrides

SHORTEST = 6
# Last vowel → letters that fall with it.
ENDINGS = {"a": "i", "o": "i", "e": "ih", "i": "ih"}


def light_stem(word: str) -> str:
    """The stem of a folded word."""
    if len(word) < SHORTEST or word[-1] not in ENDINGS:
        return word
    return word[:-2] if word[-2] in ENDINGS[word[-1]] else word[:-1]


@lru_cache(maxsize=50_000)
def stem(word: str) -> str:
    """The form under which a folded word is indexed and sought."""
    return stem_overrides().get(word) or light_stem(word)
