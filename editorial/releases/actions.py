"""Release the list of services; confirm that a body has read what changed."""

from __future__ import annotations

import datetime as dt
from functools import partial
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from wagtail.log_actions import log

from editorial.models import (
    ListChange,
    ListReceipt,
    ListRelease,
    ListWithdrawal,
)
from editorial.releases.evidence import attest, take_back
from editorial.releases.journal import note_changes
from editorial.releases.news import changes_of
from editorial.releases.permissions import can_confirm_receipt, can_release
from editorial.releases.post import send_letters
from editorial.releases.reading import lines_on
from editorial.releases.recipients import prepare
from editorial.releases.rows import Line, content_of, digest_of
from editorial.releases.signing import LinkState, OpenedLink, opened
from editorial.releases.tasks import make_files_soon

RELEASE = "editorial.release_list"
CONFIRM = "editorial.confirm_list"
WITHDRAW = "editorial.withdraw_list"
REASON = "Scrivi perché, in 255 caratteri al massimo: lo legge chi cerca l'elenco."
REASON_LENGTH = 255
EMPTY = "Non c'è nessuna scheda pubblicata: un elenco vuoto non si pubblica."


class Overtaken(Exception):
    """The list, or its number, is no longer what the person looked at."""


def mark_of(number: int, lines: tuple[Line, ...]) -> str:
    """What a preview showed: the number to be given and the content."""
    return f"{number}-{digest_of(lines)}"


def next_number() -> int:
    """Numbers run on, without a gap, from 1."""
    last = ListRelease.objects.listed().values_list("number", flat=True).first()
    return (last or 0) + 1


@transaction.atomic
def release_list(
    *,
    by: Any,
    at: dt.datetime,
    note: str = "",
    seen: str | None = None,
    tells: bool = True,
) -> ListRelease:
    """Freeze what every published sheet says now, give it the next number, tell the bodies.

    Files are made and mails sent once it is committed; no mail where `tells` is false. `seen` is
    the mark (`mark_of`) of what the person looked at. Raises PermissionDenied, Overtaken where
    that is no longer so, and ValidationError where nothing is published.
    """
    if not can_release(by):
        raise PermissionDenied
    on = timezone.localtime(at).date()
    lines = lines_on(on)
    if not lines:
        raise ValidationError(EMPTY)
    note_changes(at=at, lines=lines)  # From here on nobody else releases.
    if seen is not None and seen != mark_of(next_number(), lines):
        raise Overtaken
    release = _frozen(lines, by, at, note)
    if tells:
        prepare(release, changes_of(release), on=on)
    attest(release, by=by)
    log(instance=release, action=RELEASE, user=by)
    transaction.on_commit(partial(_give_out, release, at))
    return release


def _frozen(
    lines: tuple[Line, ...], by: Any, at: dt.datetime, note: str
) -> ListRelease:
    return ListRelease.objects.create(
        number=next_number(),
        released_at=at,
        released_by=by,
        note=note.strip(),
        content=content_of(lines),
        service_count=len(lines),
        digest=digest_of(lines),
        through=ListChange.objects.last_number(),
    )


@transaction.atomic
def withdraw_list(
    *, release: ListRelease, by: Any, at: dt.datetime, reason: str
) -> ListWithdrawal:
    """Give a list out no more: it said what must not be public. Asked twice, the first stays.

    Raises PermissionDenied, and ValidationError where it is not said why.
    """
    if not can_release(by):
        raise PermissionDenied
    reason = " ".join(reason.split())
    if not 0 < len(reason) <= REASON_LENGTH:
        raise ValidationError(REASON)
    row, is_new = ListWithdrawal.objects.get_or_create(
        release=release,
        defaults={"withdrawn_at": at, "withdrawn_by": by, "reason": reason},
    )
    if is_new:
        take_back(release, by=by)
        log(instance=release, action=WITHDRAW, user=by)
    return row


@transaction.atomic
def confirm_receipt(*, receipt: ListReceipt, by: Any, at: dt.datetime) -> bool:
    """The body has read what changed; False where it was confirmed before.

    Raises PermissionDenied for whoever does not keep the body's pages.
    """
    held = ListReceipt.objects.select_for_update(of=("self",)).get(pk=receipt.pk)
    if not can_confirm_receipt(by, held, timezone.localtime(at).date()):
        raise PermissionDenied
    if held.confirmed_at:
        return False
    held.confirmed_at, held.confirmed_by = at, by
    held.save(update_fields=["confirmed_at", "confirmed_by"])
    log(instance=held, action=CONFIRM, user=by)
    return True


@transaction.atomic
def confirm_by_link(*, code: str, at: dt.datetime) -> OpenedLink:
    """Use the link of a letter up, if it is good; of two at once the second finds it used."""
    link = opened(code, at)
    if link.state is not LinkState.VALID or link.receipt is None:
        return link
    is_new = confirm_receipt(receipt=link.receipt, by=link.user, at=at)
    return link if is_new else OpenedLink(LinkState.USED, link.receipt, link.user)


def _give_out(release: ListRelease, at: dt.datetime) -> None:
    make_files_soon(release)
    send_letters(at=at)
