"""Publishes a desk's hours, closures and phones at once, beside whatever waits for approval."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from wagtail.log_actions import log
from wagtail.models import Revision

from accounts.models import User
from directory.models import DeskClosure, DeskPage
from directory.opening_hours import closure_problems
from editorial.models import UrgentChange
from editorial.urgent.letters import tell
from editorial.urgent.permissions import may_change_hours
from editorial.urgent.publishing import publish_beside_the_draft
from editorial.urgent.snapshots import (
    MODELS,
    is_same,
    mark_of,
    models_of,
    rows,
    snapshot,
)

Rows = dict[str, list[Any]]


class Overtaken(Exception):
    """Somebody changed the rows after this person had begun from them."""


@transaction.atomic
def change_desk(
    *, desk: DeskPage, rows: Rows, by: User, at: dt.datetime, seen: str
) -> UrgentChange | None:
    """Publish these rows; None where they say what is public already.

    `seen` is the mark (`mark_of`) of what the person began from. Raises Overtaken where it no
    longer is what is public, PermissionDenied for whoever may not change the desk's page.
    """
    live = _held(desk, by)
    if mark_of(snapshot(live)) != seen:
        raise Overtaken
    return _put(live, rows, by, at)


@transaction.atomic
def close_desk(
    *, desk: DeskPage, closure: DeskClosure, by: User, at: dt.datetime
) -> UrgentChange | None:
    """Publish one more closure; everything else stays. None where it is public already.

    Raises ValidationError where it meets another, PermissionDenied as `change_desk` does.
    """
    live = _held(desk, by)
    held = rows(live, "closures")
    if _facts(closure) in map(_facts, held):
        return None
    found = closure_problems([row.closure for row in (*held, closure)])
    if problems := [text for place, text in found if place == len(held)]:
        raise ValidationError(problems)
    return _put(live, {"closures": [*held, closure]}, by, at)


@transaction.atomic
def undo_change(*, change: UrgentChange, by: User, at: dt.datetime) -> UrgentChange:
    """Bring back the rows that were public before the change.

    Raises Overtaken where the change is undone, or its rows were changed again since.
    """
    live = _held(change.desk, by)
    change = UrgentChange.objects.select_for_update().get(pk=change.pk)
    if change.undone_at or not is_same(snapshot(live), change.after):
        raise Overtaken
    _put(live, models_of(change.before), by, at, record=False)
    change.undone_at = at
    change.save(update_fields=["undone_at"])
    return change


def _held(desk: DeskPage, by: User) -> DeskPage:
    """The public desk, held until the transaction ends, for whoever may change it."""
    found = DeskPage.objects.published().select_related(None)
    live = found.select_for_update().filter(pk=desk.pk).first()
    if live is None or not may_change_hours(by, live):
        raise PermissionDenied
    return live


def _facts(row: DeskClosure) -> tuple[Any, ...]:
    return row.starts_on, row.ends_on, row.reason


def _put(
    live: DeskPage, rows: Rows, by: User, at: dt.datetime, *, record: bool = True
) -> UrgentChange | None:
    before = snapshot(live)
    _assign(live, rows)
    if is_same(before, snapshot(live)):
        return None
    revision = publish_beside_the_draft(live, before, by, at)
    after = snapshot(live)
    change = UrgentChange(desk=live, made_at=at, made_by=by, before=before, after=after)
    if record:
        change.save()
    _log(live, by, revision, is_undoing=not record)
    transaction.on_commit(_letter(change, is_undoing=not record))
    return change


def _assign(live: DeskPage, rows: Rows) -> None:
    for name in MODELS.keys() & rows.keys():
        for place, row in enumerate(rows[name]):
            row.sort_order, row.locale_id = place, live.locale_id
        getattr(live, name).set(rows[name])


def _log(live: DeskPage, by: User, revision: Revision, *, is_undoing: bool) -> None:
    action = "editorial.urgent_undo" if is_undoing else "editorial.urgent"
    log(instance=live, action=action, user=by, revision=revision, content_changed=True)


def _letter(change: UrgentChange, *, is_undoing: bool) -> Callable[[], int]:
    return lambda: tell(change, is_undoing=is_undoing)
