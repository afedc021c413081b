"""Which private files of courses a person may read."""

from __future__ import annotations

from django.db.models import Q

from intranet.entry.access import Access
from intranet.models import PrivateFile, TrainingMaterial


def may_read(access: Access, file: PrivateFile) -> bool:
    """Those that hang from material of a course which the person may read."""
    rows = TrainingMaterial.objects.readable(access)
    return bool(rows.filter(Q(file=file) | Q(captions=file)).exists())
