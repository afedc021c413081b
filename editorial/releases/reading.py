"""The list as it stands: what every published sheet says today, in a fixed number of queries."""

from __future__ import annotations

import datetime as dt
import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cached_property
from html import unescape
from typing import Any

from django.conf import settings
from django.db.models import OuterRef, QuerySet, Subquery
from wagtail.models import Page

from core.models import Review
from core.querysets import published_q
from directory.amounts import amounts_on
from directory.models import (
    Amount,
    Category,
    DeskHours,
    DeskPage,
    DeskPhone,
    DeskService,
    Municipality,
    OrganisationPage,
    ServicePage,
)
from directory.opening_hours import summary_lines
from directory.phones import display
from directory.vocabulary import terms_by_id
from editorial.releases.rows import CONFIDENTIAL, Body, Desk, Line
from editorial.releases.sections import Texts, by_page, marks_of, section_texts

TAG = re.compile(r"<[^>]*>")
BEFORE_STOP = re.compile(r"\s+(?=[.,;:!?)])")


def lines_on(on: dt.date) -> tuple[Line, ...]:
    """One line for each published sheet, by category and name; amounts are those of `on`."""
    lines = _Reader(on).lines()
    return tuple(sorted(lines, key=lambda x: (x.category, x.title.casefold(), x.key)))


def listed() -> QuerySet:
    """The sheets of the list: published, in the site's language, each once."""
    sheets: QuerySet = ServicePage.objects.published().filter(
        alias_of=None, locale__language_code=settings.LANGUAGE_CODE
    )
    return sheets


@dataclass(frozen=True)
class _Reader:
    """All that lines are made of, each thing read once for all sheets."""

    on: dt.date

    def lines(self) -> list[Line]:
        last = Review.objects.filter(page=OuterRef("pk")).order_by(
            "-reviewed_on", "-pk"
        )
        sheets = listed().annotate(
            reviewed_on=Subquery(last.values("reviewed_on")[:1]),
            reviewer=Subquery(last.values("reviewer")[:1]),
        )
        return [self._line(sheet) for sheet in sheets]

    @cached_property
    def _bodies(self) -> dict[int, tuple[str, Body]]:
        """Public bodies alone: another is not named before its page is there."""
        rows = OrganisationPage.objects.published().values_list(
            "pk", "path", "translation_key", "title"
        )
        return {pk: (path, Body(str(key), title)) for pk, path, key, title in rows}

    @cached_property
    def _by_path(self) -> dict[str, Body]:
        return dict(self._bodies.values())

    @cached_property
    def _amounts(self) -> dict[int, list[Any]]:
        return by_page(Amount.objects.filter(page__in=listed().values("pk")))

    @cached_property
    def _sections(self) -> Texts:
        return section_texts(listed().values("pk"))

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

    def _line(self, sheet: Any) -> Line:
        keeper = self._keeper(sheet)
        category = terms_by_id(Category).get(sheet.category_id)
        return Line(
            key=str(sheet.translation_key),
            title=sheet.title,
            url=sheet.url or "",
            summary=sheet.summary,
            category=category.name if category else "",
            status=sheet.status,
            status_reason=sheet.status_reason,
            status_until=_iso(sheet.status_until),
            keeper=keeper,
            owner=self._body(sheet.owner_body_id) or keeper,
            manager=self._body(sheet.manager_body_id),
            management=sheet.get_management_form_display(),
            access=tuple(filter(None, _access(sheet))),
            cost=self._cost(sheet),
            desks=self._offered(sheet),
            texts=marks_of(sheet, self._sections),
            verified_on=_iso(sheet.reviewed_on),
            verified_by=sheet.reviewer or "",
        )

    def _keeper(self, page: Page) -> Body | None:
        return self._by_path.get(page.path[: -Page.steplen])

    def _body(self, pk: int | None) -> Body | None:
        return self._bodies.get(pk or 0, ("", None))[1]

    def _cost(self, sheet: Any) -> str:
        amounts = amounts_on(self._amounts.get(sheet.pk, ()), self.on)
        told = [
            "Gratuito." if sheet.is_free else "",
            _prose(sheet.cost),
            *(f"{row.label}: {row.value or 'in aggiornamento'}." for row in amounts),
        ]
        return " ".join(filter(None, told))

    def _offered(self, sheet: Any) -> tuple[Desk, ...]:
        rows = [row for row in self._offers[sheet.pk] if row.page_id in self._desks]
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
            body=self._keeper(page),
            address=_address(page),
            phones=tuple(map(_phone, self._phones.get(page.pk, ()))),
            email=page.email,
            hours=self._usual_hours(page),
        )

    def _usual_hours(self, page: DeskPage) -> tuple[str, ...]:
        lines = summary_lines(row.row for row in self._hours.get(page.pk, ()))
        told = (f"{x.days}: {x.hours}{f' ({x.note})' if x.note else ''}" for x in lines)
        return (*told, page.hours_note) if page.hours_note else tuple(told)


def _prose(html: str) -> str:
    """What an editor's text says, on one line.

    As `directory.plain_text.plain`, without parsing: the text was cleaned when it was saved, it
    is escaped wherever it is shown, and a list has thousands.
    """
    if "<" not in html:
        return " ".join(unescape(html).split())
    return BEFORE_STOP.sub("", " ".join(unescape(TAG.sub(" ", html)).split()))


def _access(sheet: Any) -> Iterable[str]:
    """How one asks for the service: in words first, then each way."""
    yield _prose(sheet.access)
    for label, number in (
        ("Da chiamare subito", sheet.crisis_phone),
        (sheet.access_phone_label or "Telefono", sheet.access_phone),
    ):
        yield f"{label}: {display(number)}" if number else ""
    yield f"Servizio online: {sheet.online_url}" if sheet.online_url else ""
    yield f"Prenotazione online: {sheet.booking_url}" if sheet.booking_url else ""
    yield "Vengono a casa." if sheet.at_home else ""
    yield f"Chi può attivarlo: {sheet.activation}" if sheet.activation else ""


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


def _iso(day: dt.date | None) -> str:
    return day.isoformat() if day else ""
