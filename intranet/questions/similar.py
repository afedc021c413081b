"""What is known already about a question that somebody begins to write."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import reduce
from operator import or_

from django.db.models import Q, QuerySet
from django.urls import reverse

from intranet.authoring.texts import beginnings
from intranet.entry.access import Access
from intranet.models import Procedure, Question

SHORTEST = 3
MOST = 5
# Rows looked at of each kind: those that hold rarer words come with the others.
LOOKED_AT = 200
TITLE_WEIGHT = 3


@dataclass(frozen=True)
class Similar:
    """Something that may answer already."""

    title: str
    url: str
    kind: str


def similar(access: Access, text: str) -> list[Similar]:
    """Answered questions and procedures that the person may read and that share words with
    `text`, the closest first: two queries."""
    words = [word for word in beginnings(text) if len(word) >= SHORTEST]
    if not words:
        return []
    known = Procedure.objects.shared_with(access)
    asked = Question.objects.readable(access).answered().filter(faq__isnull=True)
    found = [
        *_scored(known, words, "procedure", "Procedura o domanda frequente"),
        *_scored(asked, words, "question", "Domanda con risposta"),
    ]
    found.sort(key=lambda pair: -pair[0])
    return [one for _, one in found[:MOST]]


def _scored(
    rows: QuerySet, words: Sequence[str], view: str, kind: str
) -> list[tuple[int, Similar]]:
    holds_any = reduce(or_, (Q(search_text__contains=f" {word}") for word in words))
    found = rows.filter(holds_any).values_list("pk", "title", "search_text")
    return [
        (score, Similar(title, reverse(view, args=[pk]), kind))
        for pk, title, text in found[:LOOKED_AT]
        if (score := score_of(words, title, text)) >= enough(words)
    ]


def score_of(words: Iterable[str], title: str, text: str) -> int:
    """How much of the words is there: more for those of the title, which stand first."""
    # Folding a title may make it a little shorter or longer, never by more than its spaces.
    head = text[: len(title) + 1]
    return sum(
        TITLE_WEIGHT if f" {word}" in head else int(f" {word}" in text)
        for word in words
    )


def enough(words: Sequence[str]) -> int:
    """Half of the words must be there: one that is everywhere does not make things alike."""
    return (len(words) + 1) // 2
