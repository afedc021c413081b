"""Revisions of pages written in bulk.

`Revision.publish()` builds the page anew from its JSON, a query for each reference of each
child row, and saves it again: two thirds of the time. The page at hand is that page already.
"""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.contrib.contenttypes.models import ContentType
from wagtail.models import Page, PageLogEntry, Revision
from wagtail.signals import page_published, published


def record_revision(page: Any, *, is_live: bool, at: dt.datetime) -> Revision:
    """The revision of a page that was just saved; with `is_live` it is the published one."""
    revision = Revision.objects.create(
        content_object=page,
        base_content_type=page.get_base_content_type(),
        content=page.serializable_data(),
        object_str=str(page),
        created_at=at,
    )
    fields: dict[str, Any] = {
        "latest_revision": revision,
        "latest_revision_created_at": at,
        "draft_title": page.title,
        "has_unpublished_changes": not is_live,
    }
    if is_live:
        fields |= {
            "live": True,
            "expired": False,
            "live_revision": revision,
            "last_published_at": at,
            "first_published_at": page.first_published_at or at,
        }
    Page.objects.filter(pk=page.pk).update(**fields)
    for name, value in fields.items():
        setattr(page, name, value)
    if is_live:
        page_published.send(sender=type(page), instance=page, revision=revision)
        published.send(sender=type(page), instance=page, revision=revision)
    return revision


def log_entry(page: Any, revision: Revision, *, at: dt.datetime) -> PageLogEntry:
    """The system's entry for a revision, to be stored with those of its batch."""
    return PageLogEntry(
        page=page,
        content_type=ContentType.objects.get_for_model(page, for_concrete_model=False),
        label=page.get_admin_display_title(),
        action="wagtail.publish"
        if page.live_revision_id == revision.pk
        else "wagtail.edit",
        timestamp=at,
        revision=revision,
        content_changed=True,
        data={},
    )
