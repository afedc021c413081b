"""A released list attests, on each agreement in force, the duty to give it (Art. 2).

The short name of the duty is what joins the two: an agreement without it is left alone.
"""

from __future__ import annotations

from typing import Any

from editorial.models import ListRelease
from network.actions import record_evidence, withdraw_evidence
from network.models import AgreementPage
from network.permissions import can_record_evidence
from network.states import state_on

DUTY = "elenco-dei-servizi"


def attest(release: ListRelease, *, by: Any) -> int:
    """Say on the agreements that the list was given; on how many."""
    on = release.released_on
    agreements = AgreementPage.objects.published().filter(duties__code=DUTY).distinct()
    held = [
        agreement
        for agreement in agreements
        if state_on(agreement.terms, on).holds and can_record_evidence(by, agreement)
    ]
    many = release.service_count
    services = "un servizio" if many == 1 else f"{many} servizi"
    for agreement in held:
        record_evidence(
            agreement=agreement,
            duty=DUTY,
            date=on,
            title=f"{release.title}, n. {release.number}: {services}",
            url=release.get_absolute_url(),
            source=_source(release),
            by=by,
        )
    return len(held)


def take_back(release: ListRelease, *, by: Any) -> int:
    """A list that is given out no more attests nothing; on how many agreements it did."""
    return withdraw_evidence(source=_source(release), by=by)


def _source(release: ListRelease) -> str:
    return f"releases:{release.number}"
