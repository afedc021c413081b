"""Who may do what with questions. All of it is asked of a question that the person may read."""

from __future__ import annotations

from intranet.authoring.sharing import table_of
from intranet.entry.access import Access
from intranet.knowledge.permissions import can_write_procedure_for
from intranet.models import Answer, Question


def can_ask_for(access: Access, body: int | None) -> bool:
    """In the name of an own body; without one, in the coordinator's."""
    return access.keeps_all if body is None else body in access.bodies


def asked_bodies(access: Access, question: Question) -> frozenset[int]:
    """Whom the question is for, as far as agreements in force still bind them."""
    others = table_of(access, question.asking_body_id) - {question.asking_body_id}
    if question.for_all:
        return frozenset(others)
    return frozenset(others) & frozenset(body.pk for body in question.bodies.all())


def answering_bodies(access: Access, question: Question) -> frozenset[int]:
    """Own bodies in whose name this person answers: those asked, and the one that asks, which
    may add what was missing."""
    involved = asked_bodies(access, question) | {question.asking_body_id}
    return access.bodies & involved


def can_answer_for(access: Access, question: Question, body: int | None) -> bool:
    """As long as it is open; the coordinator in the coordinator's name."""
    if not question.is_open:
        return False
    if body is None:
        return access.keeps_all
    return body in answering_bodies(access, question)


def can_close(access: Access, question: Question) -> bool:
    """Solve, reopen or withdraw: the people of the body that asked, and the coordinator."""
    return access.keeps_all or question.asking_body_id in access.bodies


def can_withdraw_answer(access: Access, answer: Answer) -> bool:
    """The people of the body that gave it, and the coordinator."""
    return access.keeps_all or answer.body_id in access.bodies


def faq_owners(access: Access, question: Question) -> list[int | None]:
    """In whose name this person may make an FAQ of it: a body that answered, or the coordinator.

    None of a question without an answer, or that has become one already.
    """
    if question.faq_id:
        return []
    answered = {answer.body_id for answer in question.answers.all()}
    owners: set[int | None] = {
        body for body in answered if can_write_procedure_for(access, body)
    }
    if answered and access.keeps_all:
        owners.add(None)
    return sorted(owners, key=lambda body: body or 0)
