"""The product's own content passes what it asks of others."""

import datetime as dt

import pytest
from wagtail.models import Page

from editorial.writing.guarding import found_in
from editorial.writing.hints import LONGEST_SENTENCE
from editorial.writing.reading import advice_for
from editorial.writing.sentences import sentences, words
from editorial.writing.texts import page_texts, shown_texts
from exchange.loading import load
from exchange.samples import Samples
from home.demo import make_pages

# A sheet of twenty texts may have so many hints, and all of them together so many.
MOST_OF_A_PAGE, MOST_OF_ALL = 3, 65
LONGEST_OF_OURS = LONGEST_SENTENCE + 8
# The average of the Gulpease index: easy for whoever finished the *scuola media*.
LEAST_ON_AVERAGE = 65


@pytest.fixture
def pages(db):
    """All pages of the demonstration."""
    make_pages()
    load(at=dt.datetime(2026, 11, 22, tzinfo=dt.UTC), sample=Samples.LOAD)
    return list(Page.objects.filter(depth__gte=2).specific())


def test_our_own_content_is_nobody_s_and_plain(pages):
    assert len(pages) > 150
    told, indexes = {}, []
    for page in pages:
        texts = page_texts(page)
        assert not found_in(texts), page.title
        for text in shown_texts(texts):
            if text.is_prose:
                longest = max((len(words(s)) for s in sentences(text.plain)), default=0)
                assert longest <= LONGEST_OF_OURS, (page.title, text.label)
        advice = advice_for(page)
        told[page.title] = [line.message for line in advice.hints]
        indexes += [] if advice.index is None else [advice.index]
    many = {
        title: found for title, found in told.items() if len(found) > MOST_OF_A_PAGE
    }
    assert not many
    assert sum(map(len, told.values())) <= MOST_OF_ALL
    assert not any("maiuscolo" in one for found in told.values() for one in found)
    assert sum(indexes) / len(indexes) >= LEAST_ON_AVERAGE
