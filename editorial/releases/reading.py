"""The list as it stands: what every published sheet says today, in a fixed number of queries."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from html import unescape
from typing import Any

from django.conf import settings
from django.db.models import OuterRef, QuerySet, Subquery
from wagtail.models import Page

from core.models import Review
from directory.amounts import amounts_on
from directory.models import (
    Amount,
    Category,
    OrganisationPage,
    ServicePage,
)
from directory.phones import display
from directory.vocabulary import terms_by_id
from editorial.releases.desks import DeskReader
from editorial.releases.rows import Body, Line
from editorial.releases.sections import Texts, by_page, marks_of, section_texts

BLOCK = re.compile(r"</?(?:p|br|li|[uo]l|h\d|hr|div)\b[^>]*>")
INLINE = re.compile(r"<[^>]*>")


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
    def _desks(self) -> DeskReader:
        return DeskReader(self._keeper)

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
            desks=self._desks.offered(sheet.pk),
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


def _prose(html: str) -> str:
    """What an editor's text says, on one line.

    As `directory.plain_text.plain`, without parsing: the text was cleaned when it was saved, it
    is escaped wherever it is shown, and a list has thousands.
    """
    text = INLINE.sub("", BLOCK.sub(" ", html)) if "<" in html else html
    return " ".join(unescape(text).split())


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


def _iso(day: dt.date | None) -> str:
    return day.isoformat() if day else ""
