"""The statements of an agreement, duty by duty."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from network.models import AgreementPage, Duty, DutyEvidence
from network.reading import evidence_of


@dataclass(frozen=True)
class Stated:
    """A duty with what attests it."""

    duty: Duty
    evidence: list[DutyEvidence]


def statements_of(agreement: AgreementPage) -> dict[str, Any]:
    """Each duty with its statements, and statements whose duty is no more: two queries."""
    evidence = evidence_of(agreement)
    duties = list(Duty.objects.filter(page=agreement).order_by("sort_order", "pk"))
    stated = [Stated(duty, evidence.pop(duty.code, [])) for duty in duties]
    lost = [row for rows in evidence.values() for row in rows]
    return {"stated": stated, "lost": lost}
