"""Takes a private file in."""

from __future__ import annotations

import datetime as dt
import hashlib
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from intranet.models import PrivateFile


@transaction.atomic
def keep_file(
    *,
    upload: UploadedFile,
    title: str,
    organisation_id: int | None,
    by: Any,
    at: dt.datetime,
) -> PrivateFile:
    """Store an upload that its form has checked (`intranet.files.forms.PrivateUploadField`)."""
    digest = hashlib.sha256()
    for chunk in upload.chunks():
        digest.update(chunk)
    upload.seek(0)
    return PrivateFile.objects.create(
        organisation_id=organisation_id,
        title=title,
        file=upload,
        name=(upload.name or "")[-160:],
        content_type=upload.content_type or "application/octet-stream",
        size=upload.size or 0,
        sha256=digest.hexdigest(),
        added_by=by,
        added_at=at,
    )
