"""Agreements, their rows, the bodies of the network, its practices."""

from network.models.agreement import AgreementKind, AgreementPage
from network.models.agreement_rows import (
    Act,
    AgreementDocument,
    Clause,
    Duty,
    DutyFulfilment,
    Modification,
    Party,
)
from network.models.body import (
    BodyStatus,
    NetworkBodyDocument,
    NetworkBodyPage,
    NetworkMember,
)
from network.models.evidence import DutyEvidence
from network.models.indexes import (
    AgreementIndexPage,
    NetworkIndexPage,
    PracticeIndexPage,
)
from network.models.practice import PracticePage, PracticePartner, PracticeService
from network.models.seed import NetworkSeed

__all__ = [
    "Act",
    "AgreementDocument",
    "AgreementIndexPage",
    "AgreementKind",
    "AgreementPage",
    "BodyStatus",
    "Clause",
    "Duty",
    "DutyEvidence",
    "DutyFulfilment",
    "Modification",
    "NetworkBodyDocument",
    "NetworkBodyPage",
    "NetworkIndexPage",
    "NetworkMember",
    "NetworkSeed",
    "Party",
    "PracticeIndexPage",
    "PracticePage",
    "PracticePartner",
    "PracticeService",
]
