"""What a page could say more plainly: its texts, and what is missing from it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from directory.models import ServicePage
from directory.models.service import ServiceStatus
from editorial.scope import edit_url
from editorial.writing.guarding import counted_by, found_in
from editorial.writing.gulpease import verdict
from editorial.writing.hints import Hint, read
from editorial.writing.texts import page_texts, shown_texts

NOTHING_TO_BRING = "Manca «Cosa serve»: scrivi che cosa portare, oppure «Niente»."


@dataclass(frozen=True)
class Line:
    """A hint, and the place of the form where it is followed."""

    label: str
    message: str
    url: str


@dataclass(frozen=True)
class Advice:
    """All that is told of one page: data of persons first, then the hints."""

    personal: list[Line]
    hints: list[Line]
    rest: int
    index: int | None
    verdict: str

    @property
    def total(self) -> int:
        """All that is told."""
        return len(self.personal) + len(self.hints) + self.rest


def advice_for(page: Any) -> Advice:
    """Advice on a page of its own type, as it is in memory: a draft is read as such."""
    texts = page_texts(page)
    reading = read(shown_texts(texts), _missing(page))
    personal = [
        _line(page, text.name, text.label, found.message)
        for text, found in found_in(texts, counted_by(page))
    ]
    hints = [_line(page, h.name, h.label, h.message) for h in reading.shown]
    index = reading.index
    told = "" if index is None else verdict(index)
    return Advice(personal, hints, reading.rest, index, told)


def _missing(page: Any) -> Iterator[Hint]:
    """Who is in danger brings nothing, nor does anybody to a service that is closed."""
    if not isinstance(page, ServicePage) or page.is_crisis:
        return
    if page.status != ServiceStatus.CLOSED and not page.documents.all():
        yield Hint("documents", "Cosa serve", NOTHING_TO_BRING, 300)


def _line(page: Any, name: str, label: str, message: str) -> Line:
    place = name.partition(".")[0]
    return Line(label, message, edit_url(page.pk, type(page), place) if page.pk else "")
