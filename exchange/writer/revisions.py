"""Revisions of pages written in bulk.

`Revision.publish()` builds the page anew from its JSON, a query for each reference of each
child row, and saves it again: two thirds of the time. The page at hand is that page already.
"""

from __future__ import annotations

import datetime as dt
from typing import Any

from wagtail.log_actions import log
from wagtail.models import Page, Revision
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
    _tell(page, revision, is_live)
    return revision


def _tell(page: Any, revision: Revision, is_live: bool) -> None:
    action = "wagtail.publish" if is_live else "wagtail.edit"
    log(instance=page, action=action, revision=revision, content_changed=True)
    if is_live:
        page_published.send(sender=type(page), instance=page, revision=revision)
        published.send(sender=type(page), instance=page, revision=revision)
