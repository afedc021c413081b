"""What a file may say about bodies, desks and services: one frozen record each. Pure.

The limits are those of the directory's fields; what is mandatory is what a citizen needs.
"""

from exchange.records.bodies import (
    OrganisationRecord,
    PhoneRecord,
)
from exchange.records.desks import (
    AccessibilityRecord,
    ClosureRecord,
    DeskRecord,
    DeskServiceRecord,
    HoursRecord,
)
from exchange.records.sheets import (
    AccessRecord,
    AmountRecord,
    ContactRecord,
    DeadlineRecord,
    DocumentRecord,
    RuleRecord,
    ServiceRecord,
    SourceRecord,
    StepRecord,
    TermsRecord,
)

RECORDS: dict[str, type] = {
    record.label: record for record in (OrganisationRecord, ServiceRecord, DeskRecord)
}

__all__ = [
    "RECORDS",
    "AccessRecord",
    "AccessibilityRecord",
    "AmountRecord",
    "ClosureRecord",
    "ContactRecord",
    "DeadlineRecord",
    "DeskRecord",
    "DeskServiceRecord",
    "DocumentRecord",
    "HoursRecord",
    "OrganisationRecord",
    "PhoneRecord",
    "RuleRecord",
    "ServiceRecord",
    "SourceRecord",
    "StepRecord",
    "TermsRecord",
]
