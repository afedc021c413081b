"""Puts new rows on the public page and into what waits, leaving everything else where it is.

Wagtail publishes whole revisions, and publishing one ends the workflow and the schedule of every
other. Here the public page keeps its content but for the rows; the draft gets the same rows; the
workflow, the schedule and the lock are not touched.
"""

from __future__ import annotations

import datetime as dt
from typing import Any

from wagtail.models import Page, Revision
from wagtail.signals import page_published

from accounts.models import User
from directory.models import DeskPage
from editorial.urgent.snapshots import Snapshot, merged_content, plain, snapshot

# The draft stays the newest version.
JUST_AFTER = dt.timedelta(milliseconds=1)


def publish_beside_the_draft(
    live: DeskPage, before: Snapshot, by: User, at: dt.datetime
) -> Revision:
    """Save `live`, whose rows were changed since `before`; return its new revision.

    To be called within a transaction that holds the page.
    """
    waiting = live.get_latest_revision() if live.has_unpublished_changes else None
    live.last_published_at = at
    live.save(clean=False)  # type: ignore[call-arg]
    public = _revision(live, plain(live.serializable_data()), by, at)
    after = snapshot(live)
    for scheduled in live.revisions.filter(approved_go_live_at__isnull=False):
        _rewrite(scheduled, before, after, at)
    newest = _carried_on(live, waiting, before, after, by, at) or public
    _point(live, public, newest)
    page_published.send(sender=DeskPage, instance=live, revision=public)
    live.update_aliases(revision=public)
    return public


def _carried_on(
    live: DeskPage,
    waiting: Revision | None,
    before: Snapshot,
    after: Snapshot,
    by: User,
    at: dt.datetime,
) -> Revision | None:
    """The draft as it waits from now on.

    A version of its own, so that whoever is writing in it is told; a scheduled one was written
    anew already, for its schedule names it.
    """
    if waiting is None or waiting.approved_go_live_at:
        return waiting
    content = merged_content(waiting.content, before, after)
    return _revision(live, content, by, at + JUST_AFTER, name=waiting.object_str)


def _rewrite(
    revision: Revision, before: Snapshot, after: Snapshot, at: dt.datetime
) -> None:
    revision.content = merged_content(revision.content, before, after)
    revision.created_at = at + JUST_AFTER
    revision.save(update_fields=["content", "created_at"])


def _revision(
    live: DeskPage, content: Any, by: User, at: dt.datetime, name: str = ""
) -> Revision:
    return Revision.objects.create(
        content_object=live,
        base_content_type=live.get_base_content_type(),
        user=by,
        created_at=at,
        content=content,
        object_str=name or str(live),
    )


def _point(live: DeskPage, public: Revision, newest: Revision) -> None:
    newest.refresh_from_db(fields=["created_at"])
    fields = {
        "live_revision": public,
        "latest_revision": newest,
        "latest_revision_created_at": newest.created_at,
    }
    Page.objects.filter(pk=live.pk).update(**fields)
    for name, value in fields.items():
        setattr(live, name, value)
