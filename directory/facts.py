"""Facts of services, desks and bodies in words."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from core import dates
from core.visibility import is_published

if TYPE_CHECKING:
    from directory.models import DeskPage, OrganisationPage, ServicePage

UNKNOWN = "Non lo sappiamo ancora"
# By number: the first is no month.
MONTHS = ("", *dates.MONTHS)


def age(years: Decimal) -> str:
    """`3 mesi`, `1 anno`, `6 anni`; parts of a year below two are told in months."""
    if years < 2 and years % 1:
        months = round(years * 12)
        return "1 mese" if months == 1 else f"{months} mesi"
    whole = f"{years.normalize():f}".replace(".", ",")
    return "1 anno" if years == 1 else f"{whole} anni"


def ages_of(service: ServicePage) -> str:
    """`da 3 mesi a 3 anni`, `da 65 anni`, `fino a 18 anni` or nothing."""
    begins = f"da {age(Decimal(service.min_age))}" if service.min_age else ""
    reach = "a" if begins else "fino a"
    known = service.max_age is not None
    ends = f"{reach} {age(Decimal(service.max_age or 0))}" if known else ""
    return " ".join(filter(None, [begins, ends]))


def map_url(desk: DeskPage) -> str:
    """A `geo:` address, which opens the phone's own map; empty if not known."""
    if desk.latitude is None or desk.longitude is None:
        return ""
    return f"geo:{desk.latitude},{desk.longitude}"


@dataclass(frozen=True)
class Fact:
    """A line of a list of facts."""

    term: str
    value: str
    url: str = ""


def organisation_facts(page: OrganisationPage) -> list[Fact]:
    """What is known of a body; what is not known of its contacts says so."""
    phones = [Fact(p.label or "Telefono", p.display, p.uri) for p in page.phones.all()]
    facts = [
        *_identity(page),
        Fact("Sede", page.address_line or UNKNOWN),
        *(phones or [Fact("Telefono", UNKNOWN)]),
        Fact("E-mail", page.email, f"mailto:{page.email}"),
        Fact("PEC", page.pec, f"mailto:{page.pec}"),
        Fact("Sito", page.website, page.website),
        Fact("Codice fiscale", page.tax_code),
        Fact("Codice IPA", page.ipa_code),
        Fact("Informativa privacy", page.privacy_notice_url, page.privacy_notice_url),
        Fact("Responsabile della protezione dei dati", page.dpo_contact),
    ]
    return [fact for fact in facts if fact.value]


def _identity(page: OrganisationPage) -> list[Fact]:
    facts = [
        Fact("Nome ufficiale", page.legal_name),
        Fact("Tipo di ente", page.get_kind_display()),
    ]
    body = page.parent_body
    if body and is_published(body):
        facts.append(Fact("Fa parte di", body.title, body.url or ""))
    return facts
