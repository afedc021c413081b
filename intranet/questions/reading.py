"""What is shown of questions, in a number of queries that does not grow with them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone

from intranet.authoring.finding import matching
from intranet.entry.access import Access
from intranet.finding import Hit
from intranet.models import Question

MOST_WAITING = 5


@dataclass(frozen=True)
class Asked:
    """A question in a list, with its age in days."""

    question: Question
    days: int

    @property
    def age(self) -> str:
        """In words."""
        if self.days < 1:
            return "oggi"
        return "da ieri" if self.days == 1 else f"da {self.days} giorni"


def with_age(questions: Iterable[Question], on: dt.date) -> list[Asked]:
    """How long each has been waiting on that day."""
    return [
        Asked(one, (on - timezone.localdate(one.asked_at)).days) for one in questions
    ]


def questions(access: Access, show: str) -> QuerySet:
    """Open ones, oldest first; with `show` the solved ones (`risolte`), the latest first, or
    those that wait for the person's bodies (`da-rispondere`)."""
    rows = Question.objects.with_bodies()
    if show == "risolte":
        return rows.readable(access).solved().order_by("-solved_at", "-pk")
    is_waiting = show == "da-rispondere"
    rows = rows.waiting_for(access) if is_waiting else rows.readable(access).open()
    return rows.prefetch_related("bodies").order_by("asked_at", "pk")


def one_question(access: Access) -> QuerySet:
    """What the page of one needs."""
    rows = Question.objects.readable(access).select_related(
        "asking_body", "asked_by", "faq"
    )
    return rows.prefetch_related("bodies", "answers__body", "answers__answered_by")


def open_questions(access: Access, since: dt.date | None = None) -> list[Question]:
    """For the next meeting: what this person's table left open, asked from the day `since` on: two
    queries."""
    rows = Question.objects.with_bodies().readable(access).open()
    if since is not None:
        rows = rows.filter(asked_at__date__gte=since)
    return list(rows.prefetch_related("bodies").order_by("asked_at", "pk"))


def panel(access: Access) -> dict[str, Any] | None:
    """On the home: what other bodies asked and the own ones have not answered: one query."""
    rows = Question.objects.with_bodies().waiting_for(access)
    found = list(rows.order_by("asked_at", "pk")[: MOST_WAITING + 1])
    if not found:
        return None
    return {
        "questions": with_age(found[:MOST_WAITING], access.on),
        "has_more": len(found) > MOST_WAITING,
    }


def find(access: Access, words: Sequence[str], limit: int) -> list[Hit]:
    """For the search of the restricted part."""
    rows = Question.objects.readable(access).select_related("asking_body")
    return [
        Hit(
            one.title,
            reverse("question", args=[one.pk]),
            "Domanda",
            "aperta" if one.is_open else "risolta",
        )
        for one in matching(rows, words, limit)
    ]
