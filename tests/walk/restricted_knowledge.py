"""B's notices, procedures, notes and questions."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.urls import reverse
from django.utils import timezone

from intranet.authoring.texts import searchable
from intranet.models import Answer, Procedure, Question, StaffNote, StaffNotice
from tests.walk.objects import ANSWERS, KEEPERS, World

INSIDE = (ANSWERS, *KEEPERS)


def build_knowledge(world: World, pages: dict[str, Any]) -> None:
    """One of each, for all of the table: B and C, not A, whose agreement has ended."""
    _notice(world)
    _procedure(world)
    _note(world, pages["sheet"])
    _question(world)


def _words(world: World, thing: str, *texts: str) -> tuple[str, ...]:
    return tuple(world.hide(text, thing, INSIDE) for text in texts)


def _notice(world: World) -> None:
    title, text = _words(world, "a notice to operators", "canacacia", "canagrifoglio")
    today = timezone.localdate()
    notice = StaffNotice.objects.create(
        title=title,
        text=text,
        author_body=world.b,
        for_all=True,
        starts_on=today,
        expires_on=today + dt.timedelta(days=9),
        search_text=searchable(title, text),
        written_by=world.people[ANSWERS],
        written_at=timezone.now(),
    )
    world.number("staff_notice", notice.pk)
    world.shown_at(reverse("staff_notice", args=[notice.pk]), title, text)


def _kept(world: World) -> dict[str, Any]:
    return {
        "owner_body": world.b,
        "review_on": timezone.localdate() + dt.timedelta(days=90),
        "changed_at": timezone.now(),
        "changed_by": world.people[ANSWERS],
    }


def _procedure(world: World) -> None:
    title, text = _words(world, "a procedure", "canbetulla", "canbosso")
    found = searchable(title, text)
    procedure = Procedure.objects.create(
        title=title, text=text, search_text=found, **_kept(world)
    )
    world.number("procedure", procedure.pk)
    world.shown_at(reverse("procedure", args=[procedure.pk]), title, text)


def _note(world: World, page: Any) -> None:
    (text,) = _words(world, "a note to a sheet", "cancarpino")
    note = StaffNote.objects.create(page=page, text=text, **_kept(world))
    world.number("staff_note", note.pk)
    world.shown_at(reverse("staff_notes"), text)


def _question(world: World) -> None:
    title, text, answer = _words(
        world, "a question between bodies", "cancastagno", "canciliegio", "cancipresso"
    )
    person, now = world.people[ANSWERS], timezone.now()
    question = Question.objects.create(
        title=title,
        text=text,
        asking_body=world.b,
        for_all=True,
        asked_by=person,
        asked_at=now,
        search_text=searchable(title, text, answer),
    )
    given = Answer.objects.create(
        question=question,
        body=world.b,
        text=answer,
        answered_by=person,
        answered_at=now,
    )
    world.number("question", question.pk)
    world.number("answer", given.pk)
    world.shown_at(reverse("question", args=[question.pk]), title, text, answer)
