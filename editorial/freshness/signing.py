"""The link of a reminder: it confirms one page as it was, for one person, once.

It carries what was true when it was written: the page's last check, its due day, its published
revision and the body that keeps it. Any check made since, by whomever, uses the link up.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import Any

from django.core import signing
from django.db import transaction
from django.urls import reverse
from wagtail.models import Page

from accounts.models import Membership, User
from core.models import Review
from editorial.freshness.actions import confirm
from editorial.freshness.permissions import can_confirm, keeper_of
from editorial.freshness.querysets import due_day, reviewable

SALT = "editorial.freshness"
LASTS = dt.timedelta(days=45)


class LinkState(StrEnum):
    """What a link is good for."""

    VALID = "valid"
    USED = "used"
    EXPIRED = "expired"
    CHANGED = "changed"
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class Claim:
    """What a link says."""

    user: int
    page: int
    body: int
    review: int
    revision: int
    due_on: str


@dataclass(frozen=True)
class OpenedLink:
    """A link that somebody opened; `page` is there wherever it is still published."""

    state: LinkState
    page: Any = None
    user: User | None = None


def confirmation_url(user: User, page: Any, base: str) -> str:
    """The address for a mail to `user`; `page` comes from `reviewable()`.

    The code is in the query, which no log of ours keeps.
    """
    code = signing.dumps(asdict(_claim(user.pk, page)), salt=SALT, compress=True)
    return f"{base}{reverse('confirm_by_link')}?codice={code}"


def opened(code: str, on: dt.date) -> OpenedLink:
    """What the link is good for on that day."""
    try:
        claim = Claim(**signing.loads(code, salt=SALT, max_age=LASTS))
    except signing.SignatureExpired:
        return OpenedLink(LinkState.EXPIRED)
    except (signing.BadSignature, TypeError, ValueError):
        return OpenedLink(LinkState.UNKNOWN)
    return _compared(claim, on)


@transaction.atomic
def confirm_by(code: str, on: dt.date) -> OpenedLink:
    """Use the link up, if it is good; of two at once the second finds it used."""
    link = opened(code, on)
    if link.state is not LinkState.VALID:
        return link
    Page.objects.select_for_update().get(pk=link.page.pk)
    link = opened(code, on)
    if link.state is LinkState.VALID:
        confirm(page=link.page, user=link.user, on=on)
    return link


def _claim(user: int, page: Any) -> Claim:
    keeper = keeper_of(page)
    return Claim(
        user=user,
        page=page.pk,
        body=keeper.pk if keeper else 0,
        review=page.review_id or 0,
        revision=page.live_revision_id or 0,
        due_on=due_day(page).isoformat(),
    )


def _compared(claim: Claim, on: dt.date) -> OpenedLink:
    page: Any = reviewable().filter(pk=claim.page).first()
    members = User.objects.filter(memberships__in=Membership.objects.active_on(on))
    user = members.filter(pk=claim.user).first()
    # Whoever lost the right meanwhile confirms nothing, the link in the old mail or not.
    if page is None or user is None or not can_confirm(user, page):
        return OpenedLink(LinkState.UNKNOWN)
    now = _claim(claim.user, page)
    if now.review != claim.review:
        is_newer = Review.objects.filter(pk=now.review, pk__gt=claim.review).exists()
        return OpenedLink(LinkState.USED if is_newer else LinkState.CHANGED, page, user)
    state = LinkState.VALID if now == claim else LinkState.CHANGED
    return OpenedLink(state, page, user)
