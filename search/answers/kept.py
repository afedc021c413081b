"""What the coordinator keeps, ready to be compared with a query: read once a minute.

Who saves sees the change at once, other processes within a minute.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.db.models.signals import post_delete, post_save

from core import memo
from core.models import EmergencyNumber, SiteSettings
from search.models import (
    AmbiguousWord,
    CrisisHelp,
    CrisisPhrase,
    PromotedAnswer,
    WordMeaning,
)
from search.phrases import Phrase, Typed, read_phrase, read_query
from search.phrases.checking import lines
from search.phrases.numbers import Number, read_numbers, relabelled
from search.text import query_tokens

KEY = "search.answers"
WRITTEN = (AmbiguousWord, CrisisHelp, CrisisPhrase, PromotedAnswer, WordMeaning)
NAMED = (EmergencyNumber, SiteSettings)


@dataclass(frozen=True)
class Help:
    """A kind of danger."""

    order: int
    code: str
    title: str
    text: str
    numbers: tuple[Number, ...]
    page_id: int | None
    slug: str


@dataclass(frozen=True)
class Meaning:
    """One meaning: where it leads."""

    label: str
    search_text: str
    page_id: int | None


@dataclass(frozen=True)
class Word:
    """An ambiguous word. `deciding` are stems that say which meaning is meant."""

    shown: str
    typed: Typed
    is_whole: bool
    deciding: frozenset[str]
    meanings: tuple[Meaning, ...]


@dataclass(frozen=True)
class Promotion:
    """An answer chosen by hand; each query is the set of its stems."""

    queries: tuple[frozenset[str], ...]
    page_id: int
    text: str
    starts_on: dt.date | None
    ends_on: dt.date | None

    def holds_on(self, day: dt.date) -> bool:
        """Whether `day` lies in its period, both ends included."""
        begun = self.starts_on is None or self.starts_on <= day
        return begun and (self.ends_on is None or day <= self.ends_on)


def phrases() -> tuple[tuple[Phrase, Help], ...]:
    """All phrases in use: one query."""
    return memo.remembered(f"{KEY}.phrases", _phrases)


def number_labels() -> dict[str, str]:
    """Digits → what the site says a number is for: one query."""
    return memo.remembered(f"{KEY}.numbers", _labels)


def words() -> tuple[Word, ...]:
    """All ambiguous words with their meanings: one query."""
    return memo.remembered(f"{KEY}.words", _words)


def promotions() -> tuple[Promotion, ...]:
    """All promoted answers, of any day: one query."""
    return memo.remembered(f"{KEY}.promotions", _promotions)


def forget(**_: Any) -> None:
    """Something was saved: read it anew, now and when others can see it."""
    memo.forget(KEY)
    transaction.on_commit(lambda: memo.forget(KEY), robust=True)


def connect() -> None:
    """Forget at each change."""
    for model in (*WRITTEN, *NAMED):
        for signal in (post_save, post_delete):
            signal.connect(forget, sender=model)


def _phrases() -> tuple[tuple[Phrase, Help], ...]:
    rows = CrisisPhrase.objects.filter(is_active=True).select_related("help")
    helps: dict[int, Help] = {}
    return tuple(
        (
            read_phrase(row.phrase, row.unless, is_whole=row.is_whole),
            helps.setdefault(row.help_id, _help(row.help)),
        )
        for row in rows
    )


def _help(row: CrisisHelp) -> Help:
    slug = "" if row.sheet_id else row.default_sheet
    return Help(
        row.order,
        row.code,
        row.title,
        row.text,
        relabelled(read_numbers(row.numbers), number_labels()),
        row.sheet_id,
        slug,
    )


def _labels() -> dict[str, str]:
    rows = EmergencyNumber.objects.values_list("number", "label")
    return {number.replace(" ", ""): label for number, label in rows}


def _words() -> tuple[Word, ...]:
    found: dict[int, tuple[AmbiguousWord, list[WordMeaning]]] = {}
    for row in WordMeaning.objects.select_related("word").order_by(
        "word__word", "sort_order"
    ):
        found.setdefault(row.word_id, (row.word, []))[1].append(row)
    return tuple(_word(word, meanings) for word, meanings in found.values())


def _word(word: AmbiguousWord, meanings: Iterable[WordMeaning]) -> Word:
    (typed,) = read_query(word.word)[:1]
    said = " ".join(f"{row.search_text} {row.deciding_words}" for row in meanings)
    return Word(
        word.word,
        typed,
        word.is_whole,
        frozenset(each.stem for each in read_query(said)) - {typed.stem},
        tuple(Meaning(row.label, row.search_text, row.page_id) for row in meanings),
    )


def _promotions() -> tuple[Promotion, ...]:
    return tuple(
        Promotion(
            tuple(frozenset(query_tokens(line)) for line in lines(row.queries)),
            row.page_id,
            row.text,
            row.starts_on,
            row.ends_on,
        )
        for row in PromotedAnswer.objects.order_by("pk")
    )
