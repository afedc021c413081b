"""Ask, answer, solve, and keep what was learnt."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction

from intranet.authoring.noting import note
from intranet.authoring.sharing import table_of
from intranet.authoring.texts import searchable
from intranet.entry.access import Access
from intranet.knowledge.actions import Attached, write_procedure
from intranet.models import Answer, Procedure, Question
from intranet.questions.permissions import (
    can_answer_for,
    can_ask_for,
    can_close,
    can_withdraw_answer,
    faq_owners,
)


@transaction.atomic
def ask(
    *, access: Access, facts: dict[str, Any], bodies: Collection[int], at: dt.datetime
) -> Question:
    """Ask in the name of `facts["asking_body_id"]`. Raises PermissionDenied."""
    asking = facts["asking_body_id"]
    others = table_of(access, asking) - {asking}
    if not can_ask_for(access, asking) or not frozenset(bodies) <= others:
        raise PermissionDenied
    question = Question.objects.create(
        **facts,
        asked_by=access.user,
        asked_at=at,
        search_text=searchable(facts["title"], facts["text"]),
    )
    question.bodies.set(bodies)
    note(question, "intranet.question.ask", by=access.user)
    return question


@transaction.atomic
def answer(
    *,
    access: Access,
    question: Question,
    body: int | None,
    text: str,
    at: dt.datetime,
) -> Answer:
    """Answer in the name of a body, None for the coordinator. Raises PermissionDenied."""
    if not can_answer_for(access, question, body):
        raise PermissionDenied
    given = Answer.objects.create(
        question=question,
        body_id=body,
        text=text,
        answered_by=access.user,
        answered_at=at,
    )
    _index(question)
    note(question, "intranet.question.answer", by=access.user)
    return given


@transaction.atomic
def withdraw_answer(*, access: Access, answer: Answer) -> None:
    """It is gone. Raises PermissionDenied."""
    if not can_withdraw_answer(access, answer):
        raise PermissionDenied
    question = answer.question
    answer.delete()
    _index(question)
    note(question, "intranet.answer.withdraw", by=access.user)


@transaction.atomic
def solve(*, access: Access, question: Question, at: dt.datetime) -> Question:
    """Who asked knows enough. Raises PermissionDenied."""
    return _close(access, question, at, "intranet.question.solve")


@transaction.atomic
def reopen(*, access: Access, question: Question) -> Question:
    """It was not solved after all. Raises PermissionDenied."""
    return _close(access, question, None, "intranet.question.reopen")


@transaction.atomic
def withdraw(*, access: Access, question: Question) -> None:
    """It is gone, with its answers. Raises PermissionDenied."""
    if not can_close(access, question):
        raise PermissionDenied
    note(question, "intranet.question.withdraw", by=access.user)
    question.delete()


@transaction.atomic
def turn_into_faq(
    *,
    access: Access,
    question: Question,
    facts: dict[str, Any],
    attached: Attached,
    at: dt.datetime,
) -> Procedure:
    """Keep what was answered, for all; the question leads to it. Raises PermissionDenied."""
    locked = Question.objects.select_for_update().get(pk=question.pk)
    if facts["owner_body_id"] not in faq_owners(access, locked):
        raise PermissionDenied
    procedure = write_procedure(access=access, facts=facts, attached=attached, at=at)
    locked.faq = procedure
    locked.save(update_fields=["faq"])
    note(locked, "intranet.question.to_faq", by=access.user)
    return procedure


def _close(
    access: Access, question: Question, at: dt.datetime | None, action: str
) -> Question:
    if not can_close(access, question):
        raise PermissionDenied
    question.solved_at = at
    question.save(update_fields=["solved_at"])
    note(question, action, by=access.user)
    return question


def _index(question: Question) -> None:
    """What is answered is found as well."""
    texts = question.answers.values_list("text", flat=True)
    question.search_text = searchable(question.title, question.text, *texts)
    question.save(update_fields=["search_text"])
