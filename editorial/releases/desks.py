"""The desks of the list: what each does for a service, each thing read once for all."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from wagtail.models import Page

from core.querysets import published_q
from directory.models import (
    DeskHours,
    DeskPage,
    DeskPhone,
    DeskService,
    Municipality,
)
from directory.opening_hours import summary_lines
from directory.vocabulary import terms_by_id
from editorial.releases.rows import CONFIDENTIAL, Body, Desk
from editorial.releases.sections import by_page


@dataclass(frozen=True)
class DeskReader:
    """Public desks with phones, usual hours and services; `keeper_of` knows their bodies."""

    keeper_of: Callable[[Page], Body | None]

    def offered(self, service_id: int) -> tuple[Desk, ...]:
        """The desks that help with a service, by name."""
        rows = [
            row
            for row in self._offers.get(service_id, ())
            if row.page_id in self._desks
        ]
        desks = [self._desk(row) for row in rows]
        return tuple(sorted(desks, key=lambda desk: (desk.name.casefold(), desk.key)))

    def _desk(self, row: DeskService) -> Desk:
        page = self._desks[row.page_id]
        notes = tuple(filter(None, _notes(page, row)))
        return replace(
            self._places[page.pk], level=row.get_level_display(), notes=notes
        )

    @cached_property
    def _places(self) -> dict[int, Desk]:
        """Each desk as every service tells it: some offer a hundred."""
        return {page.pk: self._place(page) for page in self._desks.values()}

    def _place(self, page: DeskPage) -> Desk:
        return Desk(
            key=str(page.translation_key),
            name=page.title,
            kind=page.get_kind_display(),
            level="",
            body=self.keeper_of(page),
            address=_address(page),
            phones=tuple(map(_phone, self._phones.get(page.pk, ()))),
            email=page.email,
            hours=self._usual_hours(page),
        )

    def _usual_hours(self, page: DeskPage) -> tuple[str, ...]:
        lines = summary_lines(row.row for row in self._hours.get(page.pk, ()))
        told = (f"{x.days}: {x.hours}{f' ({x.note})' if x.note else ''}" for x in lines)
        return (*told, page.hours_note) if page.hours_note else tuple(told)

    @cached_property
    def _desks(self) -> dict[int, DeskPage]:
        desks = DeskPage.objects.published().filter(alias_of=None)
        return {desk.pk: desk for desk in desks}

    @cached_property
    def _phones(self) -> dict[int, list[Any]]:
        return by_page(DeskPhone.objects.filter(published_q("page__")))

    @cached_property
    def _hours(self) -> dict[int, list[Any]]:
        # Sample hours are shown by the demonstration's pages and given to nobody else.
        rows = DeskHours.objects.filter(
            published_q("page__"), page__hours_are_sample=False
        )
        return by_page(rows)

    @cached_property
    def _offers(self) -> dict[int, list[DeskService]]:
        found: dict[int, list[DeskService]] = defaultdict(list)
        for row in DeskService.objects.filter(published_q("page__")):
            found[row.service_id].append(row)
        return found


def _address(page: DeskPage) -> str:
    if page.is_confidential:
        return CONFIDENTIAL
    if page.municipality_id:
        page.municipality = terms_by_id(Municipality).get(page.municipality_id)
    return page.address_line


def _phone(row: DeskPhone) -> str:
    about = ", ".join(filter(None, [row.label, row.hours, row.language]))
    return f"{row.display} ({about})" if about else row.display


def _notes(page: DeskPage, row: DeskService) -> Iterable[str]:
    yield "Solo su appuntamento" if page.by_appointment else ""
    yield f"Orario per questo servizio: {row.hours}" if row.hours else ""
    yield f"Costo qui: {row.cost}" if row.cost else ""
    yield f"Porta anche: {row.bring}" if row.bring else ""
    yield row.note
