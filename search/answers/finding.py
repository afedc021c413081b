"""What stands above the results of a search. It never replaces them, and ranks nothing."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import urlencode

from django.contrib.contenttypes.models import ContentType
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page

from core.querysets import published_pages
from directory.models import ServicePage
from search.answers import kept
from search.models.answers import PROMOTED_TYPES
from search.phrases import Typed, read_query
from search.phrases.numbers import Number
from search.text import query_tokens

# Read in a hurry: more would push the results off the screen.
MOST_NUMBERS = 4
MOST_SHEETS = 2
MOST_WORDS = 2
MOST_PROMOTED = 2


@dataclass(frozen=True)
class Link:
    """Where to read on."""

    title: str
    url: str


@dataclass(frozen=True)
class Emergency:
    """What to say to somebody in danger, whom to call first, what to read then."""

    title: str
    text: str
    numbers: tuple[Number, ...]
    sheets: tuple[Link, ...]


@dataclass(frozen=True)
class Ambiguity:
    """A word of the query and the narrower searches or sheets it may stand for."""

    word: str
    meanings: tuple[Link, ...]


@dataclass(frozen=True)
class Promoted:
    """An answer chosen by hand."""

    title: str
    url: str
    text: str


@dataclass(frozen=True)
class Answers:
    """Everything above the results; empty where nothing applies."""

    emergency: Emergency | None = None
    meanings: tuple[Ambiguity, ...] = ()
    promoted: tuple[Promoted, ...] = ()


def answers_for(text: str, *, locale: str = "it", on: dt.date | None = None) -> Answers:
    """What applies to a query; where anything names a page, one query asks if it is public."""
    typed = read_query(text)
    if not typed:
        return Answers()
    helps = _helps(typed)
    words = _ambiguous(typed, text)
    promotions = _promotions(text, on or timezone.localdate())
    pages = _Pages.read(helps, words, promotions, locale)
    return Answers(
        _emergency(helps, pages) if helps else None,
        tuple(_ambiguity(word, pages) for word in words),
        _promoted(promotions, pages),
    )


def _helps(typed: tuple[Typed, ...]) -> list[kept.Help]:
    """The kinds of danger that the query tells of, the most urgent first."""
    found = {help_ for phrase, help_ in kept.phrases() if phrase.is_in(typed)}
    return sorted(found, key=lambda help_: (help_.order, help_.code))


def _ambiguous(typed: tuple[Typed, ...], text: str) -> list[kept.Word]:
    stems = {word.stem for word in typed}
    counted = len(query_tokens(text))
    return [
        word
        for word in kept.words()
        if (word.typed in typed or word.typed.stem in stems)
        and not stems & word.deciding
        and (counted == 1 or not word.is_whole)
    ][:MOST_WORDS]


def _promotions(text: str, day: dt.date) -> list[kept.Promotion]:
    stems = frozenset(query_tokens(text))
    return [
        promotion
        for promotion in kept.promotions()
        if promotion.holds_on(day)
        and any(query and query <= stems for query in promotion.queries)
    ]


@dataclass(frozen=True)
class _Pages:
    """The public ones among the pages named, by id and by the slug of a sheet."""

    by_id: dict[int, Page]
    by_slug: dict[str, Page]

    @classmethod
    def read(
        cls,
        helps: Iterable[kept.Help],
        words: Iterable[kept.Word],
        promotions: Iterable[kept.Promotion],
        locale: str,
    ) -> _Pages:
        ids = {help_.page_id for help_ in helps}
        ids |= {each.page_id for word in words for each in word.meanings}
        ids |= {promotion.page_id for promotion in promotions}
        slugs = {help_.slug for help_ in helps} - {""}
        if not (ids - {None} or slugs):
            return cls({}, {})
        sheet = ContentType.objects.get_for_model(ServicePage)
        rows = published_pages().filter(
            Q(pk__in=ids - {None}) | Q(slug__in=slugs, content_type=sheet),
            locale__language_code=locale,
        )
        pages = list(rows.order_by("-path"))
        return cls({page.pk: page for page in pages}, {p.slug: p for p in pages})

    def link(self, page_id: int | None, slug: str = "") -> Link | None:
        page = self.by_id.get(page_id or 0) or self.by_slug.get(slug)
        return Link(page.title, page.url or "") if page else None


def _emergency(helps: list[kept.Help], pages: _Pages) -> Emergency:
    """One box for all: the most urgent speaks, the others add numbers and sheets."""
    first = helps[0]
    numbers = {n.digits: n for help_ in reversed(helps) for n in help_.numbers}
    ordered = dict.fromkeys(n.digits for help_ in helps for n in help_.numbers)
    links = (pages.link(help_.page_id, help_.slug) for help_ in helps)
    return Emergency(
        first.title,
        first.text,
        tuple(numbers[digits] for digits in ordered)[:MOST_NUMBERS],
        tuple(dict.fromkeys(filter(None, links)))[:MOST_SHEETS],
    )


def _ambiguity(word: kept.Word, pages: _Pages) -> Ambiguity:
    return Ambiguity(
        word.shown,
        tuple(
            Link(
                meaning.label,
                link.url
                if (link := pages.link(meaning.page_id))
                else f"{reverse('search')}?{urlencode({'q': meaning.search_text})}",
            )
            for meaning in word.meanings
        ),
    )


def _promoted(
    promotions: Iterable[kept.Promotion], pages: _Pages
) -> tuple[Promoted, ...]:
    found: dict[int, Promoted] = {}
    for promotion in promotions:
        page = pages.by_id.get(promotion.page_id)
        if page and page.specific_class._meta.label in PROMOTED_TYPES:
            found.setdefault(page.pk, Promoted(page.title, page.url, promotion.text))
    return tuple(found.values())[:MOST_PROMOTED]
