"""Attest, in public, that a duty of an agreement was met, or take that back."""

from __future__ import annotations

import datetime as dt
from typing import Any
from uuid import uuid4

from django.core.exceptions import PermissionDenied
from django.db import transaction
from wagtail.log_actions import log

from network.models import AgreementPage, Duty, DutyEvidence
from network.models.evidence import HAND
from network.permissions import can_record_evidence

RECORD = "network.evidence"
WITHDRAW = "network.withdraw_evidence"


class UnknownDuty(ValueError):
    """The agreement has no duty with this code."""


@transaction.atomic
def record_evidence(
    *,
    agreement: AgreementPage,
    duty: str,
    date: dt.date,
    title: str,
    source: str,
    count: int | None = None,
    url: str = "",
    by: Any,
) -> DutyEvidence:
    """State that the duty with the code `duty` was met, on `date`, by what `title` tells.

    `source` names what the statement comes from (`releases:2026-1`): said again with another
    title or number it is corrected, said again alike nothing changes. Raises PermissionDenied,
    and UnknownDuty for a duty that the published agreement does not have.
    """
    if not can_record_evidence(by, agreement):
        raise PermissionDenied
    if not Duty.objects.filter(page=agreement, code=duty).exists():
        raise UnknownDuty(duty)
    told = {"dated_on": date, "title": title, "count": count, "url": url}
    known = DutyEvidence.objects.filter(
        agreement=agreement, duty=duty, source=source
    ).first()
    if known and all(getattr(known, name) == value for name, value in told.items()):
        return known
    evidence, _ = DutyEvidence.objects.update_or_create(
        agreement=agreement, duty=duty, source=source, defaults=told
    )
    log(instance=agreement, action=RECORD, user=by, data={"duty": duty})
    return evidence


@transaction.atomic
def withdraw_evidence(*, source: str, by: Any) -> int:
    """Take back what was stated from `source`, on every agreement; how many statements.

    Raises PermissionDenied.
    """
    rows = DutyEvidence.objects.filter(source=source).select_related("agreement")
    for row in rows:
        if not can_record_evidence(by, row.agreement):
            raise PermissionDenied
        log(instance=row.agreement, action=WITHDRAW, user=by, data={"duty": row.duty})
    return rows.delete()[0]


@transaction.atomic
def state_by_hand(
    *,
    agreement: AgreementPage,
    duty: str,
    date: dt.date,
    title: str,
    count: int | None = None,
    url: str = "",
    corrects: DutyEvidence | None = None,
    by: Any,
) -> DutyEvidence:
    """State that a duty was met, or correct what was stated by hand before (`corrects`).

    Raises PermissionDenied, also for what another part of the site has stated or what is of
    another agreement; UnknownDuty.
    """
    if corrects is not None and not _may_be_corrected(corrects, agreement):
        raise PermissionDenied
    source = corrects.source if corrects else f"{HAND}{uuid4()}"
    if corrects is not None and corrects.duty != duty:
        withdraw_evidence(source=source, by=by)
    return record_evidence(
        agreement=agreement,
        duty=duty,
        date=date,
        title=title,
        count=count,
        url=url,
        source=source,
        by=by,
    )


def _may_be_corrected(evidence: DutyEvidence, agreement: AgreementPage) -> bool:
    return evidence.is_by_hand and evidence.agreement_id == agreement.pk
