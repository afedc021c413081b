"""Add to the material of a course, change it, put it in order, take it away."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from typing import Any

from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.db.models import Max
from wagtail.log_actions import log

from intranet.entry.access import Access
from intranet.files.actions import keep_file, let_go
from intranet.finding.matching import listed_words
from intranet.models import PrivateFile, TrainingMaterial
from intranet.training.actions.logged import MATERIAL
from intranet.training.actions.refusals import Gone
from intranet.training.permissions import can_keep_course

FILES = ("file", "captions")


@transaction.atomic
def save_material(
    *,
    material: TrainingMaterial,
    access: Access,
    facts: Mapping[str, Any],
    uploads: Mapping[str, UploadedFile | None],
    at: dt.datetime,
) -> TrainingMaterial:
    """Write one thing; a file brought anew takes the place of the old. Raises PermissionDenied."""
    course = material.course
    if not can_keep_course(access, course):
        raise PermissionDenied
    for name, value in facts.items():
        setattr(material, name, value)
    replaced = []
    for name in FILES:
        upload = uploads.get(name)
        if upload is not None:
            replaced.append(getattr(material, f"{name}_id"))
            setattr(material, name, _kept(material, name, upload, access, at))
    if material.pk is None:
        last = course.materials.aggregate(last=Max("place"))["last"]
        material.place = (last or 0) + 1
    material.search_text = listed_words(material.title, material.text)
    material.save()
    let_go(keys=replaced, by=access.user)
    log(instance=course, action=MATERIAL, user=access.user)
    return material


@transaction.atomic
def remove_material(*, material: TrainingMaterial, access: Access) -> None:
    """Take one thing away, with its files unless something else shows them. Raises
    PermissionDenied."""
    if not can_keep_course(access, material.course):
        raise PermissionDenied
    log(instance=material.course, action=MATERIAL, user=access.user)
    files = [material.file_id, material.captions_id]
    material.delete()
    let_go(keys=files, by=access.user)


@transaction.atomic
def move_material(*, material: TrainingMaterial, access: Access, upwards: bool) -> None:
    """Let it change places with its neighbour. Raises PermissionDenied, Gone."""
    if not can_keep_course(access, material.course):
        raise PermissionDenied
    rows = list(material.course.materials.select_for_update().order_by("place", "pk"))
    if material not in rows:
        raise Gone
    here = rows.index(material)
    there = here + (-1 if upwards else 1)
    if 0 <= there < len(rows):
        rows[here], rows[there] = rows[there], rows[here]
    for place, row in enumerate(rows, 1):
        row.place = place
    TrainingMaterial.objects.bulk_update(rows, ["place"])


def remove_all(materials: Iterable[TrainingMaterial], by: Any) -> None:
    """Take away all material of a course that is about to go."""
    files = []
    for row in materials:
        files += [row.file_id, row.captions_id]
        row.delete()
    let_go(keys=files, by=by)


def _kept(
    material: TrainingMaterial,
    name: str,
    upload: UploadedFile,
    access: Access,
    at: dt.datetime,
) -> PrivateFile:
    of_what = " (sottotitoli)" if name == "captions" else ""
    return keep_file(
        upload=upload,
        title=f"{material.title[:140]}{of_what}",
        organisation_id=material.course.organisation_id,
        by=access.user,
        at=at,
    )
