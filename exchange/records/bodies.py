"""Bodies, and the phones that desks have too. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from exchange.building import Rows, of
from exchange.kinds import Choice, Email, LongText, Phone, Slug, Term, Text, Url

LONG = 20_000
ORGANISATION_KINDS = (
    "comune", "sindacato", "patronato", "caf", "azienda-sociale", "asst", "ats",
    "provincia", "regione", "ente-nazionale", "ufficio-statale", "terzo-settore", "altro",
)  # fmt: skip


@dataclass(frozen=True)
class PhoneRecord:
    """A phone and what it is for."""

    number: str = of(Phone(40, mandatory=True))
    label: str = of(Text(120))
    hours: str = of(Text(160))
    language: str = of(Text(80))


@dataclass(frozen=True)
class OrganisationRecord:
    """A body. Its slug is the code that other records name it by."""

    label: ClassVar[str] = "ente"

    slug: str = of(Slug(80, mandatory=True))
    title: str = of(Text(160, mandatory=True))
    legal_name: str = of(Text())
    kind: str = of(Choice(20, mandatory=True, options=ORGANISATION_KINDS))
    summary: str = of(Text())
    description: str = of(LongText(LONG))
    street: str = of(Text(160))
    postal_code: str = of(Text(5))
    municipality: str = of(Term(160, vocabulary="place"))
    province: str = of(Text(2))
    phones: tuple[PhoneRecord, ...] = of(Rows(PhoneRecord, plain="number"))
    email: str = of(Email())
    pec: str = of(Email())
    website: str = of(Url(200))
    tax_code: str = of(Text(11))
    ipa_code: str = of(Text(20))
    parent_body: str = of(Term(80, vocabulary="organisation"))
    privacy_notice_url: str = of(Url(200))
    dpo_contact: str = of(Text())
