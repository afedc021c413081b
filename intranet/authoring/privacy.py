"""What is held of a person who wrote here: that they did. Texts are their body's and stay."""

from __future__ import annotations

from typing import Any

from core import privacy
from intranet.models import Answer, Procedure, Question, StaffNote, StaffNotice

NAME = "avvisi, procedure, note e domande"
# Each model, and its field that names a person.
WRITTEN = (
    ("avvisi", StaffNotice, "written_by"),
    ("procedure", Procedure, "changed_by"),
    ("note", StaffNote, "changed_by"),
    ("domande", Question, "asked_by"),
    ("risposte", Answer, "answered_by"),
)


def register() -> None:
    """Receipts hold nobody, so there is nothing of them."""
    privacy.register(NAME, export=export, erase=erase)


def export(user: Any) -> dict[str, list[str]]:
    """What the person wrote, by kind."""
    return {
        name: [str(row) for row in model._default_manager.filter(**{field: user})]
        for name, model, field in WRITTEN
    }


def erase(user: Any) -> int:
    """Nobody is named any more."""
    return sum(
        model._default_manager.filter(**{field: user}).update(**{field: None})
        for _, model, field in WRITTEN
    )
