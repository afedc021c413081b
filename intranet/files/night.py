"""The night and private files: those nobody uses, bytes without a row, rows without bytes.

Nothing is deleted before its keepers were told, and had `PRIVATE_NOTICE_DAYS` to say that it stays.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage
from django.db.models import Q
from django.db.models.functions import Coalesce, TruncDate
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone

from accounts.mail import absolute, deliver
from core import nightly
from intranet.data_care.people import keepers_of
from intranet.files.actions import delete_file
from intranet.files.uses import is_used
from intranet.models import PrivateFile

# A file that is just being stored has no row yet.
SETTLED = dt.timedelta(days=1)


class BytesMissing(RuntimeError):
    """Rows whose bytes are gone: somebody must look, and restore them from a backup."""


def register() -> None:
    """Announcements and ends, then the disk against the table."""
    nightly.register("private_files", unused)
    nightly.register("private_bytes", bytes_and_rows)


def unused() -> str:
    """One line."""
    return unused_on(timezone.localdate())


def unused_on(on: dt.date) -> str:
    """Let go of what was announced long enough ago, announce what is next."""
    used = PrivateFile.objects.filter(is_used(), told_on__isnull=False)
    used.update(told_on=None)
    gone = _delete_announced(on)
    told = _announce(on)
    return f"file riservati che nessuno usa: {told} annunciati, {gone} cancellati"


def bytes_and_rows() -> str:
    """Delete bytes that no row knows; fail where a row has none, so that somebody is told."""
    at = timezone.now()
    known = set(PrivateFile.objects.values_list("file", flat=True))
    root, lost = Path(settings.PRIVATE_ROOT), set(known)
    orphans = 0
    for place in _files(root):
        name = place.relative_to(root).as_posix()
        lost.discard(name)
        if name not in known and _settled(place, at):
            place.unlink(missing_ok=True)
            orphans += 1
    if lost:
        raise BytesMissing(f"{len(lost)} file riservati senza contenuto")
    return f"file riservati: {len(known)} in ordine, {orphans} resti cancellati"


def _delete_announced(on: dt.date) -> int:
    last = on - dt.timedelta(days=settings.PRIVATE_NOTICE_DAYS)
    rows = PrivateFile.objects.filter(told_on__lte=last)
    for file in rows:
        delete_file(file=file, by=None)
    return len(rows)


def _announce(on: dt.date) -> int:
    since = on - dt.timedelta(days=settings.PRIVATE_KEPT_DAYS)
    begun = Coalesce("confirmed_on", TruncDate("added_at"))
    rows = PrivateFile.objects.annotate(begun=begun).filter(
        ~Q(is_used()), begun__lte=since, told_on__isnull=True, is_shared=False
    )
    by_body: dict[Any, list[int]] = {}
    for pk, body in rows.values_list("pk", "organisation_id"):
        by_body.setdefault(body, []).append(pk)
    return sum(_tell(body, keys, on) for body, keys in by_body.items())


def _tell(body: int | None, keys: list[int], on: dt.date) -> int:
    """Announced once somebody got the mail; where nobody did, tried again tomorrow."""
    is_told = False
    for user in keepers_of(body, on):
        message = _letter(user.email, len(keys), on)
        is_told |= deliver(message, f"unused private files to user {user.pk}")
    if not is_told:
        return 0
    return PrivateFile.objects.filter(pk__in=keys).update(told_on=on)


def _letter(address: str, count: int, on: dt.date) -> EmailMessage:
    context = {
        "count": count,
        "goes_on": on + dt.timedelta(days=settings.PRIVATE_NOTICE_DAYS),
        "url": absolute(reverse("intranet_files")),
        "service_name": settings.WAGTAIL_SITE_NAME,
    }
    return EmailMessage(
        "File riservati che nessuno usa",
        render_to_string("intranet/files/unused_mail.txt", context),
        to=[address],
        headers={"Auto-Submitted": "auto-generated"},
    )


def _files(root: Path) -> Iterator[Path]:
    return (place for place in sorted(root.rglob("*")) if place.is_file())


def _settled(place: Path, at: dt.datetime) -> bool:
    changed = dt.datetime.fromtimestamp(place.stat().st_mtime, dt.UTC)
    return changed < at - SETTLED
