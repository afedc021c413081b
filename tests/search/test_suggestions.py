"""What is suggested while somebody types: the same on each engine."""

import pytest

from search.find import suggestions


@pytest.fixture
def engine(each_engine):
    return each_engine


@pytest.fixture
def suggested(known, engine):
    known(
        ("Contributo affitto", {"citizen_words": ("aiuto per la casa",)}),
        ("Residenza", {"citizen_words": ("contributo trasloco",)}),
        ("Contributo", {}),
        ("Contributo mensa", {"locale": "en"}),
        ("Contratto d'affitto", {}),
    )
    return lambda text, **more: [s.page_id for s in engine.suggest(text, **more)]


@pytest.mark.parametrize(
    ("text", "pages"),
    [
        ("contr", [3, 5, 1, 2]),
        ("contrib", [3, 1, 2]),
        ("contributo af", [1]),
        ("affitto contr", [5, 1]),
        ("residenza", [2]),
        ("casa", [1]),
        ("xyz", []),
        ("", []),
        ('"*\x00(', []),
        ("mensa con", []),
    ],
)
def test_titles_first_then_citizens_words(suggested, text, pages):
    assert suggested(text) == pages


def test_language_and_number_are_heeded(suggested):
    assert suggested("mensa", locale="en") == [4]
    assert suggested("contr", limit=2) == [3, 5]


def test_what_is_typed_is_marked(suggested, engine):
    first = engine.suggest("contrib")[0]
    assert (first.text, first.marks, first.url) == ("Contributo", ((0, 10),), "/3/")


def test_only_published_pages_are_shown(known, engine):
    known(("Contributo", {"page_id": 9001}))
    assert len(engine.suggest("contrib")) == 1
    assert suggestions("contrib") == ()
