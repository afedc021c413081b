"""What names the authors of notices, procedures, notes, questions; for "Verifica dei dati"."""

from __future__ import annotations

from django.conf import settings

from intranet.data_care import registry
from intranet.data_care.registry import Held, held_in
from intranet.models import Answer, Procedure, Question, StaffNote, StaffNotice

WHY = "Il nome di chi ha scritto lo vede solo il suo ente, per correggere."


def register() -> None:
    """Authors of the body."""
    registry.register("Autori degli avvisi", notices)
    registry.register("Autori di procedure e domande frequenti", procedures)
    registry.register("Autori di note", notes)
    registry.register("Autori di domande", questions)
    registry.register("Autori di risposte", answers)


def notices(body: int | None) -> Held:
    """Of notices in the body's name."""
    rows = StaffNotice.objects.filter(author_body=body, written_by__isnull=False)
    kept = f"{settings.STAFF_NOTICE_KEPT_DAYS} giorni dopo la scadenza."
    return held_in(rows, "written_at", why=WHY, kept_for=kept)


def procedures(body: int | None) -> Held:
    """Of procedures that the body keeps."""
    rows = Procedure.objects.filter(owner_body=body, changed_by__isnull=False)
    return held_in(rows, "changed_at", why=WHY, kept_for="Finché serve la pagina.")


def notes(body: int | None) -> Held:
    """Of notes to sheets and desks."""
    rows = StaffNote.objects.filter(owner_body=body, changed_by__isnull=False)
    return held_in(rows, "changed_at", why=WHY, kept_for="Finché serve la nota.")


def questions(body: int | None) -> Held:
    """Of questions that the body asked."""
    rows = Question.objects.filter(asking_body=body, asked_by__isnull=False)
    return held_in(rows, "asked_at", why=WHY, kept_for=_solved())


def answers(body: int | None) -> Held:
    """Of answers in the body's name."""
    rows = Answer.objects.filter(body=body, answered_by__isnull=False)
    return held_in(rows, "answered_at", why=WHY, kept_for=_solved())


def _solved() -> str:
    return f"{settings.QUESTION_KEPT_DAYS} giorni dopo che la domanda è risolta."
