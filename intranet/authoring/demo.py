"""Samples of notices, procedures, notes and questions, from `intranet/content/knowledge.yaml`.

Made once, in the demonstration alone; each says that it is an example.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml
from django.db import transaction
from django.utils import timezone

from directory.models import Need, OrganisationPage, ServicePage
from directory.vocabulary import term
from intranet.authoring.texts import searchable
from intranet.models import (
    Answer,
    Importance,
    Procedure,
    Question,
    StaffNote,
    StaffNotice,
)

CONTENT = Path(__file__).parents[1] / "content" / "knowledge.yaml"
KINDS = (StaffNotice, Procedure, StaffNote, Question)


@transaction.atomic
def make_samples(on: dt.date) -> int:
    """Make them where there is nothing yet; how many. What names a body or a sheet that the
    site does not have is left out."""
    if any(model._default_manager.exists() for model in KINDS):
        return 0
    told = yaml.safe_load(CONTENT.read_text(encoding="utf-8"))
    bodies = {body.slug: body for body in OrganisationPage.objects.all()}
    sheets = {sheet.slug: sheet for sheet in ServicePage.objects.all()}
    site = Site(bodies, sheets, on)
    made = 0
    for kind, make in MAKING.items():
        made += sum(make(entry, site) for entry in told[kind] if site.has(entry))
    return made


@dataclass(frozen=True)
class Site:
    """What the samples may name, and the day from which theirs are counted."""

    bodies: dict[str, OrganisationPage]
    sheets: dict[str, ServicePage]
    on: dt.date

    def has(self, entry: dict[str, Any]) -> bool:
        """The body and the sheets that an entry names are there."""
        is_there = not entry["body"] or entry["body"] in self.bodies
        return is_there and all(slug in self.sheets for slug in entry.get("sheets", ()))

    def after(self, days: int) -> dt.date:
        """So many days on, or back."""
        return self.on + dt.timedelta(days=days)


def _notice(entry: dict[str, Any], site: Site) -> bool:
    StaffNotice.objects.create(
        title=entry["title"],
        text=entry["text"],
        importance=Importance[entry["importance"].upper()],
        author_body=site.bodies.get(entry["body"]),
        for_all=True,
        starts_on=site.on,
        expires_on=site.after(entry["lasts"]),
        search_text=searchable(entry["title"], entry["text"]),
        written_at=timezone.now(),
    )
    return True


def _procedure(entry: dict[str, Any], site: Site) -> bool:
    found = (term(Need, code) for code in entry["subjects"])
    needs = [need for need in found if need]
    names = [need.name for need in needs]
    procedure = Procedure.objects.create(
        title=entry["title"],
        text=entry["text"],
        kind=entry["kind"],
        owner_body=site.bodies.get(entry["body"]),
        review_on=site.after(entry["review"]),
        changed_at=timezone.now(),
        changed_in=site.bodies.get(entry["body"]),
        search_text=searchable(entry["title"], entry["text"], *names),
    )
    procedure.subjects.set(needs)
    procedure.sheets.set([site.sheets[slug] for slug in entry["sheets"]])
    return True


def _note(entry: dict[str, Any], site: Site) -> bool:
    StaffNote.objects.create(
        page=site.sheets[entry["sheets"][0]],
        text=entry["text"],
        owner_body=site.bodies.get(entry["body"]),
        review_on=site.after(entry["review"]),
        changed_at=timezone.now(),
    )
    return True


def _question(entry: dict[str, Any], site: Site) -> bool:
    answers = [a for a in entry.get("answers", ()) if site.has(a)]
    texts = [answer["text"] for answer in answers]
    asked_at = timezone.now() - dt.timedelta(days=entry["days"])
    question = Question.objects.create(
        title=entry["title"],
        text=entry["text"],
        asking_body=site.bodies.get(entry["body"]),
        for_all=True,
        asked_at=asked_at,
        search_text=searchable(entry["title"], entry["text"], *texts),
    )
    for answer in answers:
        Answer.objects.create(
            question=question,
            body=site.bodies.get(answer["body"]),
            text=answer["text"],
            answered_at=asked_at + dt.timedelta(days=1),
        )
    return True


MAKING: dict[str, Callable[[dict[str, Any], Site], bool]] = {
    "notices": _notice,
    "procedures": _procedure,
    "notes": _note,
    "questions": _question,
}
