"""Takes private files in, changes them, lets them go."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from wagtail.log_actions import log

from intranet.files.taking.pipeline import TakenFile, take
from intranet.files.uses import is_used
from intranet.models import PrivateFile


@transaction.atomic
def keep_file(
    *,
    upload: UploadedFile,
    title: str,
    organisation_id: int | None,
    by: Any,
    at: dt.datetime,
    is_shared: bool = False,
) -> PrivateFile:
    """Store an upload. What no form has checked is checked here: raises ValidationError."""
    file = PrivateFile(
        organisation_id=organisation_id,
        title=title,
        is_shared=is_shared,
        added_by=by,
        added_at=at,
    )
    _put(file, take(upload))
    file.save()
    _note(file, "create", by)
    return file


@transaction.atomic
def change_file(
    *,
    file: PrivateFile,
    title: str,
    is_shared: bool,
    upload: TakenFile | None,
    by: Any,
    on: dt.date,
) -> PrivateFile:
    """Another title, other readers, other content; its address stays. Whoever calls has asked."""
    file.title, file.is_shared = title, is_shared
    old = file.file.name or ""
    if upload is not None:
        _put(file, upload)
        forget_bytes(file, old)
    _still_needed(file, on)
    file.save()
    _note(file, "edit", by)
    return file


@transaction.atomic
def confirm_file(*, file: PrivateFile, by: Any, on: dt.date) -> PrivateFile:
    """It is still needed: the time after which it goes begins anew."""
    _still_needed(file, on)
    file.save(update_fields=["confirmed_on", "told_on"])
    _note(file, "edit", by)
    return file


@transaction.atomic
def delete_file(*, file: PrivateFile, by: Any) -> None:
    """Its row at once, its bytes when that is sure. Raises ProtectedError where it is held."""
    _note(file, "delete", by)
    file.delete()


def let_go(*, keys: Iterable[int | None], by: Any) -> None:
    """Delete files whose thing is gone; one that a procedure or a page shows too stays."""
    rows = PrivateFile.objects.filter(pk__in=[key for key in keys if key])
    for file in rows.exclude(is_used()):
        delete_file(file=file, by=by)


def forget_bytes(file: PrivateFile, name: str) -> None:
    """Delete stored bytes once the transaction that let them go is through."""
    storage = file.file.storage
    transaction.on_commit(lambda: storage.delete(name))


def bytes_go_with_the_row(instance: PrivateFile, **_: Any) -> None:
    """A receiver of `post_delete`: whatever deleted the row."""
    if instance.file.name:
        forget_bytes(instance, instance.file.name)


def _note(file: PrivateFile, action: str, by: Any) -> None:
    """One entry without the title: whoever reads the site's history may not know the file."""
    title = f"File riservato {file.pk}"
    log(instance=file, action=f"wagtail.{action}", user=by, title=title)


def shared_by_nobody(instance: Any, **_: Any) -> None:
    """A receiver of `pre_delete` of a body: its files go to the coordination, and are not shared:
    what the coordination shares is read by all who enter."""
    PrivateFile.objects.filter(organisation=instance.pk).update(is_shared=False)


def _still_needed(file: PrivateFile, on: dt.date) -> None:
    file.confirmed_on, file.told_on = on, None


def _put(file: PrivateFile, taken: TakenFile) -> None:
    file.file = taken
    file.name = taken.name or ""
    file.content_type = taken.content_type or "application/octet-stream"
    file.size = taken.size or 0
    file.sha256 = taken.sha256
    file.text = taken.text
