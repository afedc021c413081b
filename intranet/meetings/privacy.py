"""What meetings hold of a person who works here, and what is left once it is erased.

Minutes stay true: that somebody came for a body, that a body has a task, stays; who it was goes.
Rows are changed past their freeze, which guards the words, not a name.
"""

from __future__ import annotations

from typing import Any

from django.db.models import Model

from accounts.models import User
from core import privacy
from intranet.models import (
    AgendaItem,
    Meeting,
    MeetingBody,
    MeetingLetter,
    MeetingPerson,
    MeetingTask,
    Minutes,
)

# Fields that name somebody.
NAMED: tuple[tuple[type[Model], str], ...] = (
    (MeetingPerson, "user"),
    (MeetingPerson, "delegate"),
    (MeetingTask, "person"),
    (MeetingTask, "done_by"),
    (AgendaItem, "proposed_by"),
    (MeetingBody, "approved_by"),
    (Minutes, "written_by"),
    (Meeting, "created_by"),
)


def register() -> None:
    """Invitations, tasks, points, letters."""
    privacy.register("riunioni", export=_export, erase=_erase)


def _export(user: User) -> dict[str, Any]:
    people = MeetingPerson.objects.filter(user=user).order_by("pk")
    tasks = MeetingTask.objects.filter(person=user).order_by("pk")
    points = AgendaItem.objects.filter(proposed_by=user).order_by("pk")
    letters = MeetingLetter.objects.filter(user=user).order_by("pk")
    invited = people.values(
        "body__meeting__title",
        "body__meeting__starts_at",
        "body__name",
        "answer",
        "answered_at",
        "was_present",
    )
    return {
        "inviti": list(invited),
        "compiti": list(tasks.values("text", "due_on", "done_on")),
        "punti proposti": list(points.values("title", "meeting__title")),
        "messaggi": list(letters.values("meeting__title", "kind", "sent_at")),
        "altro": {
            f"{model._meta.verbose_name}, {name}": model._default_manager.filter(
                **{name: user}
            ).count()
            for model, name in NAMED
        },
    }


def _erase(user: User) -> int:
    number = MeetingLetter.objects.filter(user=user).delete()[0]
    for model, name in NAMED:
        rows = model._default_manager.filter(**{name: user})
        number += rows.update(**{name: None})
    return number
