"""Models of the directory, one module a noun."""

from directory.models.desk import DeskPage
from directory.models.desk_parts import (
    DeskAccessibility,
    DeskClosure,
    DeskHours,
    DeskPhone,
    DeskService,
)
from directory.models.indexes import DeskIndexPage, ServiceIndexPage
from directory.models.organisation import OrganisationPage, OrganisationPhone
from directory.models.provenance import Provenance
from directory.models.service import ServicePage
from directory.models.service_parts import (
    Amount,
    DatedRule,
    Deadline,
    LegalSource,
    RelatedService,
    RequiredDocument,
    ServiceStep,
)
from directory.models.vocabularies import (
    AccessibilityFeature,
    Audience,
    Category,
    Language,
    LifeEvent,
    Municipality,
    Need,
    Topic,
)

__all__ = [
    "AccessibilityFeature",
    "Amount",
    "Audience",
    "Category",
    "DatedRule",
    "Deadline",
    "DeskAccessibility",
    "DeskClosure",
    "DeskHours",
    "DeskIndexPage",
    "DeskPage",
    "DeskPhone",
    "DeskService",
    "Language",
    "LegalSource",
    "LifeEvent",
    "Municipality",
    "Need",
    "OrganisationPage",
    "OrganisationPhone",
    "Provenance",
    "RelatedService",
    "RequiredDocument",
    "ServiceIndexPage",
    "ServicePage",
    "ServiceStep",
    "Topic",
]
