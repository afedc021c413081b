"""The link of a letter: it confirms one receipt, for one person, once.

As a reminder's link (decision 017) it stores nothing: the confirmation itself, made by whomever,
uses it up, and it is worth nothing to who no longer keeps the body's pages.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

from django.core import signing
from django.urls import reverse
from django.utils import timezone

from accounts.mail import absolute
from accounts.models import Membership, User
from editorial.models import ListReceipt
from editorial.releases.permissions import can_confirm_receipt

SALT = "editorial.releases"
LASTS = dt.timedelta(days=45)


class LinkState(StrEnum):
    """What a link is good for."""

    VALID = "valid"
    USED = "used"
    EXPIRED = "expired"
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class OpenedLink:
    """A link that somebody opened; the receipt is there wherever the link is theirs."""

    state: LinkState
    receipt: ListReceipt | None = None
    user: User | None = None


def receipt_url(user: User, receipt: ListReceipt) -> str:
    """The address for a mail to `user`; the code is in the query, which no log of ours keeps."""
    code = signing.dumps([user.pk, receipt.pk], salt=SALT, compress=True)
    return absolute(f"{reverse('confirm_list_by_link')}?codice={code}")


def opened(code: str, at: dt.datetime) -> OpenedLink:
    """What the link is good for at that moment."""
    try:
        user_id, receipt_id = map(int, signing.loads(code, salt=SALT, max_age=LASTS))
    except signing.SignatureExpired:
        return OpenedLink(LinkState.EXPIRED)
    except (signing.BadSignature, TypeError, ValueError):
        return OpenedLink(LinkState.UNKNOWN)
    on = timezone.localtime(at).date()
    members = User.objects.filter(memberships__in=Membership.objects.active_on(on))
    user = members.filter(pk=user_id).first()
    receipts = ListReceipt.objects.select_related("release", "digest")
    receipt = receipts.defer("release__content").filter(pk=receipt_id).first()
    if not user or not receipt or not can_confirm_receipt(user, receipt, on):
        return OpenedLink(LinkState.UNKNOWN)
    state = LinkState.USED if receipt.confirmed_at else LinkState.VALID
    return OpenedLink(state, receipt, user)
