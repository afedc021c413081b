"""Attest in public that joint training took place (Art. 2), or take that back.

What is said is two numbers: meetings and bodies. No course, no name.
"""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.db import transaction

from intranet.entry.access import Access
from intranet.training.attested import DUTY, Year, source_of
from intranet.training.permissions import can_attest
from network.actions import record_evidence, withdraw_evidence
from network.models import AgreementPage, DutyEvidence


@transaction.atomic
def attest(*, agreement: AgreementPage, year: Year, access: Access) -> DutyEvidence:
    """State on the agreement what `year` counts; stated again, it is corrected.

    Raises PermissionDenied, and `network.actions.UnknownDuty` where the agreement has no duty with
    the short name `formazione-congiunta`.
    """
    if not can_attest(access) or not year.meetings:
        raise PermissionDenied
    return record_evidence(
        agreement=agreement,
        duty=DUTY,
        date=year.last_on,
        title=year.words,
        count=year.meetings,
        source=source_of(agreement.pk, year.number),
        by=access.user,
    )


@transaction.atomic
def take_back(*, agreement_id: int, year: int, access: Access) -> int:
    """Withdraw what was stated; how many statements. Raises PermissionDenied."""
    if not can_attest(access):
        raise PermissionDenied
    return withdraw_evidence(source=source_of(agreement_id, year), by=access.user)
