"""Who may release the list, and who may say that a body has read it. Deny by default."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db.models import QuerySet

from accounts.models import Membership
from accounts.roles import RoleCode
from editorial.models import ListReceipt

RELEASE = "editorial.release_list"
# Who keeps a body's pages: a body with none of them receives nothing.
KEEPERS = (RoleCode.MANAGER, RoleCode.EDITOR)


def can_release(user: Any) -> bool:
    """The list is the Comune's to give (Art. 2): its coordinator, or the administrator."""
    return bool(user.has_perm(RELEASE))


def keepers_of(on: dt.date) -> QuerySet[Membership]:
    """The profiles, in force on that day, of those who keep a body's pages."""
    active: QuerySet[Membership] = Membership.objects.active_on(on)
    return active.filter(role__in=KEEPERS, organisation__isnull=False)


def can_confirm_receipt(user: Any, receipt: ListReceipt, on: dt.date) -> bool:
    """Whoever keeps the body's pages today says that it has read, where that was asked."""
    if not receipt.asks_confirmation or receipt.body_id is None:
        return False
    return keepers_of(on).filter(user=user, organisation=receipt.body_id).exists()


def receipts_of(user: Any, on: dt.date) -> QuerySet[ListReceipt]:
    """The receipts of the bodies whose pages `user` keeps, the newest first."""
    bodies = keepers_of(on).filter(user=user).values("organisation")
    return ListReceipt.objects.filter(body__in=bodies).order_by("-pk")
