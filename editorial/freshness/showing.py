"""What somebody says is right, in a few lines: to read before confirming."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from directory import reading
from directory.amounts import amounts_on
from directory.dated import deadlines_ahead
from directory.facts import UNKNOWN, Fact, organisation_facts
from directory.models import DeskPage, OrganisationPage, ServicePage
from directory.phones import display
from directory.plain_text import plain
from network.facts import agreement_facts
from network.models import AgreementPage, NetworkBodyPage, PracticePage
from network.practices import reading as practices
from network.practices.showing import facts_of
from network.practices.showing import shown as practice_shown
from network.reading import fill_agreement, fill_body
from network.wording import shown_state


@dataclass(frozen=True)
class Shown:
    """Facts of a page, and the amounts that a confirmation does not bring back."""

    facts: list[Fact]
    expired: list[str]


def shown(page: Any, on: dt.date) -> Shown:
    """What a page says on `on`; `page` is of its own type."""
    if isinstance(page, ServicePage):
        return _service(page, on)
    if isinstance(page, DeskPage):
        return Shown(_desk(page), [])
    if isinstance(page, OrganisationPage):
        reading.fill_organisation(page)
        return Shown(organisation_facts(page), [])
    if isinstance(page, AgreementPage):
        return Shown(_agreement(page, on), [])
    if isinstance(page, NetworkBodyPage):
        return Shown(_network_body(page), [])
    if isinstance(page, PracticePage):
        return Shown(_practice(page, on), [])
    return Shown([], [])


def _service(page: ServicePage, on: dt.date) -> Shown:
    reading.fill_service(page)
    amounts = amounts_on(page.amounts.all(), on)
    deadlines = deadlines_ahead(page.deadlines.all(), on)
    facts = [
        Fact("In breve", page.summary),
        Fact("Stato", page.get_status_display()),
        Fact("Cosa serve", _listed(page.documents.all()) or UNKNOWN),
        *(Fact(line.label, line.value) for line in amounts if line.value),
        *(Fact(line.title, f"{line.date:%d/%m/%Y}") for line in deadlines),
        Fact("Da chiamare subito", _phone(page.crisis_phone)),
        Fact("Telefono del servizio", _phone(page.access_phone)),
        Fact("Ufficio", page.contact_office),
        Fact("Telefono dell'ufficio", _phone(page.contact_phone)),
    ]
    expired = [line.label for line in amounts if not line.value]
    return Shown([fact for fact in facts if fact.value], expired)


def _desk(page: DeskPage) -> list[Fact]:
    reading.fill_desk(page)
    place = "Luogo protetto" if page.is_confidential else page.address_line
    hours = _listed(page.hours.all()) or page.hours_note
    closures = _listed(page.closures.all())
    facts = [
        Fact("Dove", place or UNKNOWN),
        Fact("Orario", hours or UNKNOWN),
        Fact("Chiusure", closures),
        Fact("Telefoni", _listed(page.phones.all()) or UNKNOWN),
        Fact("E-mail", page.email),
    ]
    return [fact for fact in facts if fact.value]


def _agreement(page: AgreementPage, on: dt.date) -> list[Fact]:
    fill_agreement(page)
    standing = shown_state(page.terms, on)
    facts = [
        Fact("Stato", standing.label),
        Fact("Parti", _listed(page.parties.all()) or UNKNOWN),
        *agreement_facts(page, on),
        Fact("Modifiche", _listed(page.modifications.all())),
        Fact("Atti", _listed(page.acts.all())),
    ]
    return [fact for fact in facts if fact.value]


def _network_body(page: NetworkBodyPage) -> list[Fact]:
    fill_body(page)
    return [
        Fact("Stato", page.get_status_display()),
        Fact("Componenti", _listed(page.members.all()) or UNKNOWN),
    ]


def _practice(page: PracticePage, on: dt.date) -> list[Fact]:
    practices.fill([page])
    one = practice_shown(page, practices.promoter_of(page), on)
    facts = [
        Fact("A che punto è", one.label),
        *facts_of(one),
        Fact("Con chi", ", ".join(one.partners)),
        Fact("Risultati", plain(page.results) or UNKNOWN),
        Fact("Come aderire o inviare qualcuno", plain(page.joining) or UNKNOWN),
    ]
    return [fact for fact in facts if fact.value]


def _listed(rows: Any) -> str:
    return "; ".join(str(row) for row in rows)


def _phone(number: str) -> str:
    return display(number) if number else ""
