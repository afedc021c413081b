"""How one field of a record becomes a field of a page, and back."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import reduce
from typing import Any

from wagtail.rich_text import expand_db_html

from core.markdown import to_html
from directory.models import Municipality
from exchange.building import kinds_of
from exchange.unmarkdown import to_markdown
from exchange.writer.references import References


@dataclass(frozen=True)
class Plain:
    """The same value on both sides. `record` may be dotted: `access.text`."""

    record: str
    page: str = ""

    @property
    def attribute(self) -> str:
        """Name of the page's field."""
        return self.page or self.record

    def value(self, record: Any) -> Any:
        """The record's value."""
        return reduce(getattr, self.record.split("."), record)

    def put(self, page: Any, record: Any, refs: References) -> None:
        """Write the record's value to the page."""
        setattr(page, self.attribute, self.value(record))

    def take(self, page: Any, refs: References) -> Any:
        """The value that a record made of this page would have."""
        return getattr(page, self.attribute)


class Rich(Plain):
    """Markdown in the record, rich text on the page."""

    def put(self, page: Any, record: Any, refs: References) -> None:
        setattr(page, self.attribute, to_html(self.value(record)))

    def take(self, page: Any, refs: References) -> str:
        return markdown_of(super().take(page, refs))


class Joined(Plain):
    """Several lines in one text."""

    def put(self, page: Any, record: Any, refs: References) -> None:
        setattr(page, self.attribute, "\n".join(self.value(record)))

    def take(self, page: Any, refs: References) -> tuple[str, ...]:
        lines = super().take(page, refs).splitlines()
        return tuple(filter(None, (line.strip() for line in lines)))


class Place(Plain):
    """A municipality by name; its province stands beside it."""

    def put(self, page: Any, record: Any, refs: References) -> None:
        name = self.value(record)
        page.municipality = refs.municipality(name, record.province) if name else None

    def take(self, page: Any, refs: References) -> str:
        town = refs.term(Municipality, page.municipality_id)
        return town.name if town else ""


@dataclass(frozen=True)
class Coded(Plain):
    """What is named by a code or a slug."""

    model: Any = None


class Term(Coded):
    """One term by code."""

    def put(self, page: Any, record: Any, refs: References) -> None:
        code = self.value(record)
        setattr(page, self.attribute, refs.terms(self.model)[code] if code else None)

    def take(self, page: Any, refs: References) -> str:
        term = refs.term(self.model, getattr(page, f"{self.attribute}_id"))
        return term.code if term else ""


class Terms(Coded):
    """Several terms by code."""

    def put(self, page: Any, record: Any, refs: References) -> None:
        terms = refs.terms(self.model)
        _set_rows(page, self.attribute, [terms[code] for code in self.value(record)])

    def take(self, page: Any, refs: References) -> tuple[str, ...]:
        return tuple(term.code for term in getattr(page, self.attribute).all())


class PageLink(Coded):
    """Another page by slug."""

    def put(self, page: Any, record: Any, refs: References) -> None:
        slug = self.value(record)
        key = refs.pages(self.model)[slug] if slug else None
        setattr(page, f"{self.attribute}_id", key)

    def take(self, page: Any, refs: References) -> str:
        return refs.slug_of(self.model, getattr(page, f"{self.attribute}_id"))


@dataclass(frozen=True)
class Children(Plain):
    """Child rows, whose fields are columns of their own."""

    model: Any = None
    columns: tuple[Plain, ...] = ()
    record_type: Any = None

    def put(self, page: Any, record: Any, refs: References) -> None:
        rows = [self._row(page, part, refs) for part in self.value(record)]
        for number, row in enumerate(rows):
            row.sort_order = number
        _set_rows(page, self.attribute, rows)

    def _row(self, page: Any, part: Any, refs: References) -> Any:
        row = self.model(locale_id=page.locale_id)
        for column in self.columns:
            column.put(row, part, refs)
        return row

    def take(self, page: Any, refs: References) -> tuple[Any, ...]:
        return tuple(
            self.record_type(**{c.record: c.take(row, refs) for c in self.columns})
            for row in getattr(page, self.attribute).all()
        )


@dataclass(frozen=True)
class Relations(Plain):
    """Related and needed-first services: one kind of row, two lists in the record."""

    model: Any = None
    service: Any = None
    attributes: Mapping[str, bool] = field(
        default_factory=lambda: {"prerequisites": True, "related": False}
    )

    def put(self, page: Any, record: Any, refs: References) -> None:
        known = refs.pages(self.service)
        rows: list[Any] = []
        for name, needed in self.attributes.items():
            for slug in getattr(record, name):
                row = self.model(service_id=known[slug], is_prerequisite=needed)
                row.locale_id, row.sort_order = page.locale_id, len(rows)
                rows.append(row)
        _set_rows(page, self.attribute, rows)

    def take_all(self, page: Any, refs: References) -> dict[str, tuple[str, ...]]:
        """Both lists."""
        rows = [
            (row.is_prerequisite, refs.slug_of(self.service, row.service_id))
            for row in page.relations.all()
        ]
        return {
            name: tuple(slug for flag, slug in rows if flag is needed)
            for name, needed in self.attributes.items()
        }


def _set_rows(page: Any, name: str, rows: list[Any]) -> None:
    """A page not saved yet has no rows to replace by none: asking would cost a query."""
    if rows or page.pk:
        getattr(page, name).set(rows)


def plain_columns(record: type, *, without: tuple[str, ...] = ()) -> tuple[Plain, ...]:
    """One plain column for each field of a row's record."""
    return tuple(Plain(name) for name in kinds_of(record) if name not in without)


def markdown_of(html: str) -> str:
    """Rich text as the database holds it, as Markdown with plain addresses."""
    linked = expand_db_html(html) if "linktype" in html else html
    return to_markdown(re.sub(r' data-block-key="[^"]*"', "", linked))
