"""What the next meeting gathers of questions: those still open at the table of who looks."""

from __future__ import annotations

from django.urls import reverse

from intranet.entry.access import Access
from intranet.meetings.gathering import Gathered, GatheredLine, MeetingFacts
from intranet.questions.reading import open_questions, with_age

TITLE = "Domande ancora aperte"
NOTHING = "Nessuna domanda aspetta una risposta."


def gathered(access: Access, facts: MeetingFacts) -> Gathered:
    """Two queries."""
    lines = tuple(
        GatheredLine(
            one.question.title, reverse("question", args=[one.question.pk]), one.age
        )
        for one in with_age(open_questions(access), facts.on)
    )
    return Gathered(TITLE, lines, NOTHING)
