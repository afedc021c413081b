"""Carries plans out: pages, revisions, log entries, provenance."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

from django.db import transaction
from django.utils import timezone
from wagtail.models import Locale, Page, PageLogEntry

from directory.models import DeskPage, Provenance, ServiceIndexPage
from exchange.problems import Problem, WrongInput
from exchange.transforms import slug
from exchange.writer.layouts import LAYOUTS
from exchange.writer.memory import hold_empty
from exchange.writer.outcome import Origin, Outcome, Result
from exchange.writer.planning import Plan, plan, standing
from exchange.writer.references import References
from exchange.writer.revisions import log_entry, record_revision

WRITTEN = frozenset({Outcome.CREATE, Outcome.CHANGE})
NO_INDEX = (
    "manca la pagina «Servizi», sotto cui stanno gli enti: "
    "esegui prima «manage.py make_pages»"
)


class Writer:
    """Writes records below the list of services, in the system's own name (no user)."""

    def __init__(self, *, at: dt.datetime, publish: bool) -> None:
        self.at, self.publish = at, publish
        self.locale = Locale.get_default()
        index = ServiceIndexPage.objects.filter(locale=self.locale).first()
        if index is None:
            raise WrongInput([Problem("", "", NO_INDEX)])
        self.index = index
        self.refs = References(self.locale)
        self.written: list[Any] = []

    def assess(self, items: Sequence[tuple[Origin, Any]]) -> list[Result]:
        """What the records would do."""
        return [made.result for made in plan(items, self.refs)]

    def standing(
        self, items: Sequence[tuple[Origin, Any, Any]]
    ) -> dict[tuple[str, str], Any]:
        """What the pages that the records are about say now (`planning.standing`)."""
        return standing(items, self.refs)

    def write(self, items: Sequence[tuple[Origin, Any]]) -> list[Result]:
        """Write the records, all or none: bodies, then services, then desks.

        In that order what is named exists already, and no page is saved after pages were
        added below it (it would put back the number of children it was read with).
        """
        before = len(self.written)
        try:
            self.refs.forget_bodies()
            with transaction.atomic():
                plans = plan(items, self.refs)
                for record in LAYOUTS:
                    self._carry_out([p for p in plans if _is_written(p, record)])
        except BaseException:
            # What was made and learnt in this transaction is gone.
            self.refs = References(self.locale)
            del self.written[before:]
            raise
        return [made.result for made in plans]

    def taken(self) -> list[Any]:
        """The pages written since this was last asked."""
        pages, self.written = self.written, []
        return pages

    def begin(self, items: Sequence[tuple[Origin, Any]]) -> None:
        """Make the pages that are new, empty: `write` fills them, then or in a later run."""
        self.refs.forget_bodies()
        with transaction.atomic():
            for made in plan(items, self.refs):
                if made.outcome is Outcome.CREATE:
                    self._begin(made)

    def _carry_out(self, plans: Sequence[Plan]) -> None:
        for made in plans:
            if made.outcome is Outcome.CREATE:
                self._begin(made)
        entries = [self._fill(made) for made in plans]
        PageLogEntry.objects.bulk_create(entries)

    def _begin(self, made: Plan) -> None:
        """The page, so that others can name it; found again after an interrupted run.

        Nothing names a desk, so that it is written whole at once.
        """
        if made.provenance is not None:
            made.page = made.layout.page.objects.get(pk=made.provenance.page_id)
            return
        parent = self._parent(made)
        page = made.layout.page(
            title=made.record.title,
            slug=_free_slug(made.record, parent),
            locale=self.locale,
            live=False,
        )
        if isinstance(page, DeskPage):
            self._set_content(page, made)
        parent.add_child(instance=page)
        hold_empty(page)
        made.page = page
        made.provenance = Provenance(
            page=page, source=made.origin.source, external_id=made.origin.external_id
        )
        if not isinstance(page, DeskPage):
            made.provenance.save()
            self.refs.remember(page)

    def _parent(self, made: Plan) -> Page:
        if not made.layout.parent:
            return self.index
        return self.refs.body(getattr(made.record, made.layout.parent))

    def _set_content(self, page: Any, made: Plan) -> None:
        made.layout.fill(page, made.record, self.refs)
        page.clean_fields(exclude=made.layout.checked_elsewhere)
        page.clean()

    def _fill(self, made: Plan) -> PageLogEntry:
        """Write the record and its revision; the entry for the log comes back."""
        page = made.page
        is_whole = isinstance(page, DeskPage) and made.outcome is Outcome.CREATE
        goes_live = self.publish or page.live
        if not is_whole:
            self._set_content(page, made)
            if goes_live or not page.live:
                page.save(clean=False)
        revision = record_revision(page, is_live=goes_live, at=self.at)
        self._move(made)
        self._note(made, revision)
        self.written.append(page)
        return log_entry(page, revision, at=self.at)

    def _move(self, made: Plan) -> None:
        """The body that keeps the sheet has changed."""
        if made.outcome is Outcome.CHANGE and made.layout.parent:
            parent = self._parent(made)
            if not made.page.path.startswith(parent.path):
                Page.objects.get(pk=made.page.pk).move(parent, pos="last-child")

    def _note(self, made: Plan, revision: Any) -> None:
        row, origin = made.provenance, made.origin
        if row is None:
            return
        row.digest, row.revision = made.digest, revision
        row.title, row.url, row.licence = origin.title, origin.url, origin.licence
        row.retrieved_on = origin.retrieved_on or timezone.localdate(self.at)
        row.save()


def _is_written(made: Plan, record: type) -> bool:
    return type(made.record) is record and made.outcome in WRITTEN


def _free_slug(record: Any, parent: Page) -> str:
    """The record's slug or one made of its title; a number tells namesakes apart."""
    wanted = record.slug or slug(record.title) or "sportello"
    same = parent.get_children().filter(slug__startswith=wanted)
    found = set(same.values_list("slug", flat=True))
    if wanted not in found:
        return wanted
    return next(
        s for n in range(2, len(found) + 3) if (s := f"{wanted}-{n}") not in found
    )
