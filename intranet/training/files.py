"""Which private files of courses a person may read."""

from __future__ import annotations

from django.db.models import Q, QuerySet

from intranet.entry.access import Access
from intranet.models import PrivateFile, TrainingMaterial


def may_read(access: Access, file: PrivateFile) -> bool:
    """Those that hang from material of a course which the person may read."""
    rows = TrainingMaterial.objects.readable(access)
    return bool(rows.filter(Q(file=file) | Q(captions=file)).exists())


def readable(access: Access) -> QuerySet:
    """The same as a queryset of keys."""
    rows = TrainingMaterial.objects.readable(access).order_by()
    of_one = Q(pk__in=rows.values("file")) | Q(pk__in=rows.values("captions"))
    return PrivateFile.objects.filter(of_one).order_by().values("pk")
