"""What is read about instructions: a fixed number of queries, however many people."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from accounts.models import Acceptance, Instructions

SAMPLE = Path(__file__).with_name("sample.md")


def sample() -> str:
    """The draft that is offered to a body without instructions."""
    return SAMPLE.read_text(encoding="utf-8")


def current_by_body(organisation_ids: Iterable[int]) -> dict[int, Instructions]:
    """The newest version of each body that has one."""
    rows = Instructions.objects.current().filter(
        organisation__in=list(organisation_ids)
    )
    return {row.organisation_id or 0: row for row in rows.defer("text")}


def acceptances(current: Iterable[Instructions]) -> dict[tuple[int, int], Acceptance]:
    """By version and person."""
    rows = Acceptance.objects.filter(instructions__in=[row.pk for row in current])
    return {(row.instructions_id, row.user_id or 0): row for row in rows}
