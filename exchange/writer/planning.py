"""Decides what each record would do, without doing it."""

from __future__ import annotations

import uuid
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from typing import Any

from wagtail.models import Page

from directory.models import DeskPage, OrganisationPage, Provenance
from exchange.building import digest, emptied_fields, kinds_of
from exchange.value_kinds import Terms
from exchange.writer.layouts import LAYOUTS, Layout
from exchange.writer.outcome import Origin, Outcome, Result
from exchange.writer.references import References

# The source of pages that were made here by hand: their id is Wagtail's translation key.
OWN_SOURCE = "sito"
TOUCHED = "una persona l'ha modificata dopo l'ultimo caricamento: non la sovrascrivo"
OURS = "la pagina è stata scritta qui a mano: non la sovrascrivo"
TAKEN = "c'è già una pagina con questo indirizzo ({}) che non viene da questa fonte"


@dataclass
class Plan:
    """One record and what it is to do."""

    origin: Origin
    record: Any
    digest: str
    outcome: Outcome
    reason: str = ""
    provenance: Provenance | None = None
    page: Any = None
    emptied: tuple[str, ...] = ()

    @property
    def layout(self) -> Layout:
        """How its kind of record is written."""
        return LAYOUTS[type(self.record)]

    @property
    def result(self) -> Result:
        """For the report."""
        return Result(self.outcome, self.record.title, self.reason, self.emptied)


def plan(items: Sequence[tuple[Origin, Any]], refs: References) -> list[Plan]:
    """What each record would do: a handful of queries for all that did not change."""
    known = _provenances([origin for origin, _ in items])
    own = _own_pages([origin for origin, _ in items])
    plans = []
    for origin, record in items:
        provenance, page = known.get(origin.key), own.get(origin.external_id)
        plans.append(_plan(origin, record, provenance, page, refs))
    _compare([made for made in plans if made.outcome is Outcome.CHANGE], refs)
    return plans


def _provenances(origins: Sequence[Origin]) -> dict[tuple[str, str], Provenance]:
    ids = [origin.external_id for origin in origins]
    rows = Provenance.objects.filter(
        source__in={origin.source for origin in origins}, external_id__in=ids
    )
    return {(row.source, row.external_id): row for row in rows}


def _own_pages(origins: Sequence[Origin]) -> dict[str, Page]:
    keys = [
        key
        for origin in origins
        if origin.source == OWN_SOURCE and (key := _uuid(origin.external_id))
    ]
    if not keys:
        return {}
    pages = Page.objects.filter(translation_key__in=keys)
    return {str(page.translation_key): page for page in pages}


def standing(
    items: Sequence[tuple[Origin, Any, Any]], refs: References
) -> dict[tuple[str, str], Any]:
    """The records that the pages of these origins say now.

    Each item is an origin, the record's type, and the record itself if it could be read: one
    that is just what was last loaded is passed over, for nothing will be written.
    """
    origins = [origin for origin, _, _ in items]
    known, own = _provenances(origins), _own_pages(origins)
    found = {}
    for origin, kind, record in items:
        row, page = known.get(origin.key), own.get(origin.external_id)
        if row is not None and record is not None and row.digest == digest(record):
            continue
        key = row.page_id if row else (page.pk if page else None)
        if key is not None and (there := _record_at(key, LAYOUTS[kind], refs)):
            found[origin.key] = there
    return found


def _record_at(key: int, layout: Layout, refs: References) -> Any:
    """What a page says in its newest revision; None where it is of another type."""
    page = layout.page.objects.filter(pk=key).first()
    if page is None:
        return None
    body = _bodies_at({page.path[: -Page.steplen]})
    page = page.get_latest_revision_as_object()
    return layout.record_of(page, next(iter(body.values()), ""), refs)


def _uuid(text: str) -> uuid.UUID | None:
    try:
        return uuid.UUID(text)
    except ValueError:
        return None


def _plan(
    origin: Origin,
    record: Any,
    provenance: Provenance | None,
    page: Page | None,
    refs: References,
) -> Plan:
    made = Plan(origin, record, digest(record), Outcome.CREATE, provenance=provenance)
    if provenance is None and page is None:
        if (slug := _taken(made, refs)) is not None:
            made.outcome, made.reason = Outcome.KEPT, TAKEN.format(slug)
    elif provenance is None:
        made.outcome, made.page = Outcome.CHANGE, page
    elif provenance.digest == made.digest:
        made.outcome = Outcome.SAME
    elif provenance.digest:
        made.outcome = Outcome.CHANGE
    return made


def _taken(made: Plan, refs: References) -> str | None:
    """The slug by which others name this record, if a page already has it."""
    if made.layout.page is DeskPage:
        return None
    slug: str = made.record.slug
    return slug if slug in refs.pages(made.layout.page) else None


def _compare(plans: Sequence[Plan], refs: References) -> None:
    """A record that says what its page says is the same; a page edited since is left alone."""
    for made in plans:
        made.page = _specific(made)
    bodies = _bodies(plans)
    for made in plans:
        there = made.layout.record_of(
            made.page, bodies.get(made.page.path[: -Page.steplen], ""), refs
        )
        if _comparable(there) == _comparable(made.record):
            made.outcome = Outcome.SAME
        elif made.provenance is None:
            made.outcome, made.reason = Outcome.KEPT, OURS
        elif made.page.latest_revision_id != made.provenance.revision_id:
            made.outcome, made.reason = Outcome.KEPT, TOUCHED
        else:
            made.emptied = tuple(emptied_fields(there, made.record))


def _comparable(record: Any) -> Any:
    """The record without what is no content: its address, the order of its terms."""
    kinds = kinds_of(type(record)).items()
    codes = {
        name: tuple(sorted(getattr(record, name)))
        for name, kind in kinds
        if isinstance(kind, Terms) and not kind.ordered
    }
    return replace(record, slug="", **codes)


def _specific(made: Plan) -> Any:
    key = made.provenance.page_id if made.provenance else made.page.pk
    return made.layout.page.objects.get(pk=key).get_latest_revision_as_object()


def _bodies(plans: Sequence[Plan]) -> dict[str, str]:
    return _bodies_at({made.page.path[: -Page.steplen] for made in plans})


def _bodies_at(paths: Collection[str]) -> dict[str, str]:
    rows = OrganisationPage.objects.filter(path__in=paths)
    return dict(rows.values_list("path", "slug"))
