"""Sign that one has looked at where a body's personal data lie."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from wagtail.log_actions import log

from intranet.data_care.permissions import can_sign
from intranet.data_care.reading import lines_of
from intranet.entry.access import Access
from intranet.models import DataReview


@transaction.atomic
def sign_review(*, access: Access, body: int | None) -> DataReview:
    """Freeze what there is today under the person's number. Raises PermissionDenied."""
    if not can_sign(access, body):
        raise PermissionDenied
    review = DataReview.objects.create(
        organisation_id=body, on=access.on, by=access.user, counts=_frozen(body)
    )
    log(instance=review, action="wagtail.create", user=access.user)
    return review


def _frozen(body: int | None) -> list[dict[str, Any]]:
    return [
        {
            "kind": line.kind,
            "count": line.held.count,
            "oldest_on": line.held.oldest_on.isoformat() if line.held.oldest_on else "",
        }
        for line in lines_of(body)
    ]
