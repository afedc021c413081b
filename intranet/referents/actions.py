"""What is done with the referents of a body. Each asks who may, and writes one log entry."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from wagtail.log_actions import log

from accounts.models import Membership
from intranet.entry.access import Access
from intranet.models import Referent, ReferentHours
from intranet.referents.permissions import bodies_to_keep, can_keep, can_set_away
from intranet.referents.presence import Span
from intranet.referents.words import name_key, search_text

LISTS = ("agreements", "needs", "categories", "municipalities")


@transaction.atomic
def keep_referent(
    *,
    referent: Referent,
    lists: Mapping[str, Iterable[Any]],
    spans: Iterable[Span],
    access: Access,
    at: dt.datetime,
) -> Referent:
    """Add a referent or change one: all that the form holds."""
    if referent.organisation_id not in bodies_to_keep(access):
        raise PermissionDenied
    is_new = referent.pk is None
    referent.name_key, referent.updated_at = name_key(referent.name), at
    referent.user_id = account_of(referent, access.on)
    referent.save()
    for name in LISTS:
        getattr(referent, name).set(lists[name])
    referent.hours.all().delete()
    ReferentHours.objects.bulk_create(
        ReferentHours(
            referent=referent, weekday=one.weekday, opens=one.opens, closes=one.closes
        )
        for one in spans
    )
    refresh(referent)
    _log(referent, access, "create" if is_new else "edit")
    return referent


@transaction.atomic
def set_away(
    *,
    referent: Referent,
    first: dt.date | None,
    last: dt.date | None,
    access: Access,
    at: dt.datetime,
) -> Referent:
    """Absent from a day to another; both None: back. No reason is asked or kept."""
    if not can_set_away(access, referent):
        raise PermissionDenied
    referent.away_from, referent.away_until, referent.updated_at = first, last, at
    referent.save(update_fields=["away_from", "away_until", "updated_at"])
    _log(referent, access, "edit")
    return referent


@transaction.atomic
def end_referent(
    *, referent: Referent, last: dt.date, access: Access, at: dt.datetime
) -> Referent:
    """Their last day. One who had not begun yet is deleted."""
    if not can_keep(access, referent):
        raise PermissionDenied
    is_deleted = last < referent.valid_from
    _log(referent, access, "delete" if is_deleted else "edit")
    if is_deleted:
        referent.delete()
        return referent
    referent.valid_until, referent.updated_at = last, at
    referent.save(update_fields=["valid_until", "updated_at"])
    return referent


def account_of(referent: Referent, on: dt.date) -> int | None:
    """The account of whoever enters for that body with that address: they set themself away."""
    if not referent.email:
        return None
    rows = Membership.objects.active_on(on).filter(
        organisation=referent.organisation_id, user__email__iexact=referent.email
    )
    return rows.values_list("user", flat=True).first()


def refresh(referent: Referent) -> bool:
    """Let the words by which somebody is found follow what they are; whether they changed."""
    text = search_text(referent)
    if text == referent.search_text:
        return False
    referent.search_text = text
    referent.save(update_fields=["search_text"])
    return True


def _log(referent: Referent, access: Access, action: str) -> None:
    """In Wagtail's log, by number: it outlives the name."""
    title = f"Referente {referent.pk}"
    log(referent, f"wagtail.{action}", user=access.user, title=title)
