"""The links of a page: in its fields, in its rows, in its texts, each with its place."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from html.parser import HTMLParser
from typing import Any

from django.db import models
from modelcluster.models import get_all_child_relations
from wagtail.fields import RichTextField, StreamField
from wagtail.models import Page

from editorial.links.guard import LONGEST_URL

WEB = ("http://", "https://")


@dataclass(frozen=True)
class Found:
    """A link of a page; `place` says in the words of the form where it stands.

    `name` is the field of the page, or its list of rows, that an editor opens to mend it.
    """

    url: str
    place: str
    name: str


def links_of(page: Any) -> set[Found]:
    """All links to other sites; `page` is of its own type."""
    found = set(_of_fields(page, _own_fields(page)))
    for relation in get_all_child_relations(type(page)):
        # What Wagtail keeps beside every page (comments …) is no text of the page.
        if relation.related_model._meta.app_label.startswith("wagtail"):
            continue
        rows = getattr(page, relation.get_accessor_name()).all()
        for row in rows:
            where = f"{row._meta.verbose_name}: {row}"
            name = relation.get_accessor_name()
            found |= set(_of_fields(row, row._meta.concrete_fields, where, name))
    return found


def _own_fields(page: Any) -> list[models.Field]:
    """Fields that an editor writes; Wagtail's own hold no link."""
    return [f for f in page._meta.concrete_fields if f.model is not Page]


def _of_fields(
    owner: Any, fields: Iterable[models.Field], where: str = "", name: str = ""
) -> Iterator[Found]:
    for field in fields:
        place = ", ".join(filter(None, [where, str(field.verbose_name)]))[:255]
        for url in _of_field(field, field.value_from_object(owner)):
            if url.startswith(WEB) and len(url.encode()) <= LONGEST_URL:
                yield Found(url, place, name or field.name)


def _of_field(field: models.Field, value: Any) -> Iterable[str]:
    if isinstance(field, RichTextField):
        return _anchors(value or "")
    if isinstance(field, StreamField):
        return _in_stored(field.get_prep_value(value) if value else [])
    # A plain field holds a link where all of it is one.
    if isinstance(field, models.CharField):
        return [(value or "").strip()]
    return []


def _in_stored(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        value = list(value.values())
    if isinstance(value, list):
        for item in value:
            yield from _in_stored(item)
    elif isinstance(value, str):
        yield from [value] if value.startswith(WEB) else _anchors(value)


class _Anchors(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "a":
            self.found += [value for name, value in attrs if name == "href" and value]


def _anchors(html: str) -> list[str]:
    if "<a" not in html:
        return []
    parser = _Anchors()
    parser.feed(html)
    return parser.found
