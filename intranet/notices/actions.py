"""Publish, correct, withdraw a notice; confirm that a desk has read it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction

from intranet.authoring.noting import note
from intranet.authoring.sharing import Desk, table_of
from intranet.authoring.texts import searchable
from intranet.entry.access import Access
from intranet.models import NoticeReceipt, StaffNotice
from intranet.notices.permissions import can_confirm_for, can_keep, can_write_for


@transaction.atomic
def publish_notice(
    *, access: Access, facts: dict[str, Any], bodies: Collection[int], at: dt.datetime
) -> StaffNotice:
    """A new notice in the name of `facts["author_body"]`. Raises PermissionDenied."""
    author = facts["author_body"]
    if not can_write_for(access, author) or not _may_address(access, author, bodies):
        raise PermissionDenied
    notice = _filled(StaffNotice(), access, facts, at)
    notice.save()
    notice.bodies.set(bodies)
    note(notice, "intranet.notice.publish", by=access.user)
    return notice


@transaction.atomic
def change_notice(
    *,
    access: Access,
    notice: StaffNotice,
    facts: dict[str, Any],
    bodies: Collection[int],
    ask_again: bool,
    at: dt.datetime,
) -> StaffNotice:
    """Correct it; with `ask_again` every desk is asked anew. Raises PermissionDenied."""
    author = facts["author_body"]
    if not can_keep(access, notice) or not _may_address(access, author, bodies):
        raise PermissionDenied
    if author != notice.author_body_id and not can_write_for(access, author):
        raise PermissionDenied
    _filled(notice, access, facts, at).save()
    notice.bodies.set(bodies)
    if ask_again:
        notice.receipts.all().delete()
    note(notice, "intranet.notice.change", by=access.user)
    return notice


@transaction.atomic
def withdraw_notice(*, access: Access, notice: StaffNotice) -> None:
    """It is gone, with its receipts. Raises PermissionDenied."""
    if not can_keep(access, notice):
        raise PermissionDenied
    note(notice, "intranet.notice.withdraw", by=access.user)
    notice.delete()


@transaction.atomic
def confirm_reading(*, access: Access, notice: StaffNotice, desk: Desk) -> None:
    """A desk has read it. Said again, nothing changes. Raises PermissionDenied.

    No entry of the log: it would name who clicked (`NoticeReceipt`).
    """
    if not can_confirm_for(access, notice, desk.body):
        raise PermissionDenied
    NoticeReceipt.objects.get_or_create(
        notice=notice, desk_id=desk.pk, defaults={"confirmed_on": access.on}
    )


def _may_address(access: Access, author: int | None, bodies: Collection[int]) -> bool:
    return frozenset(bodies) <= table_of(access, author)


def _filled(
    notice: StaffNotice, access: Access, facts: dict[str, Any], at: dt.datetime
) -> StaffNotice:
    for name, value in facts.items():
        setattr(notice, "author_body_id" if name == "author_body" else name, value)
    notice.search_text = searchable(notice.title, notice.text)
    notice.written_by, notice.written_at = access.user, at
    return notice
