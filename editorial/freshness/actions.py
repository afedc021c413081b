"""Confirm that a page is right."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from wagtail.log_actions import log
from wagtail.models import Page

from core.models import Review
from editorial.freshness.permissions import can_confirm, reviewer_for

CONFIRM = "editorial.confirm"


@transaction.atomic
def confirm(*, page: Page, user: Any, on: dt.date) -> Review:
    """All of the page is still right, says the body of `user`.

    Amounts that have expired stay hidden: they are dated by their own rows. Asked twice on one
    day it is one check. Raises PermissionDenied.
    """
    if not can_confirm(user, page):
        raise PermissionDenied
    review, is_new = Review.objects.get_or_create(
        page_id=page.pk, reviewed_on=on, reviewer=reviewer_for(user, page, on)
    )
    if is_new:
        log(instance=page.specific_deferred, action=CONFIRM, user=user)
    return review
