"""Publishes instructions and records who has them; one log entry each."""

from __future__ import annotations

import datetime as dt

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from wagtail.log_actions import log

from accounts.instructions.permissions import can_record, can_write
from accounts.models import Acceptance, Instructions, Membership, User
from accounts.permissions import standing
from directory.models import OrganisationPage


@transaction.atomic
def publish(
    *, by: User, organisation: OrganisationPage, text: str, on: dt.date
) -> Instructions:
    """The next version of a body's instructions; everybody of the body reads it before going on.

    Raises PermissionDenied.
    """
    if not can_write(standing(by, on), organisation.pk):
        raise PermissionDenied
    # Two people who publish at once wait for one another.
    OrganisationPage.objects.select_for_update(of=("self",)).get(pk=organisation.pk)
    last = Instructions.objects.filter(organisation=organisation)
    version = (last.aggregate(last=Max("version"))["last"] or 0) + 1
    instructions = Instructions.objects.create(
        organisation=organisation,
        body_name=organisation.title,
        version=version,
        text=text,
        published_on=on,
        by=by,
    )
    log(instance=instructions, action="accounts.instruct", user=by)
    return instructions


@transaction.atomic
def accept(*, by: User, instructions: Instructions, on: dt.date) -> Acceptance:
    """That a person read a version; asked again, nothing changes."""
    row, created = Acceptance.objects.get_or_create(
        instructions=instructions, user=by, defaults={"accepted_on": on}
    )
    if created:
        log(instance=row, action="accounts.accept", user=by)
    return row


@transaction.atomic
def record_oral(
    *, by: User, membership: Membership, instructions: Instructions, on: dt.date
) -> Acceptance:
    """That a person was told the instructions ("anche oralmente", Art. 5), and by whom.

    Raises PermissionDenied.
    """
    if not can_record(standing(by, timezone.localdate()), membership):
        raise PermissionDenied
    row, created = Acceptance.objects.get_or_create(
        instructions=instructions,
        user=membership.user,
        defaults={"accepted_on": on, "is_oral": True, "recorded_by": by},
    )
    if created:
        log(instance=row, action="accounts.accept", user=by)
    return row
