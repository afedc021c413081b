"""The list of files, and one of them, as pages show them."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.conf import settings
from django.core.paginator import Page, Paginator
from django.db.models import BooleanField, Case, QuerySet, Value, When

from intranet.entry.access import Access
from intranet.files.permissions import kept_q, read_q
from intranet.files.uses import is_used
from intranet.models import PrivateFile

PER_PAGE = 40


def page_of_files(access: Access, number: Any) -> Page:
    """Files that the person keeps or may read, the newest first, without their texts."""
    rows = with_marks(PrivateFile.objects.filter(read_q(access)), access)
    listed = rows.select_related("organisation").defer("text", "words")
    return Paginator(listed.order_by("-added_at", "-pk"), PER_PAGE).get_page(number)


def with_marks(rows: QuerySet[PrivateFile], access: Access) -> QuerySet[PrivateFile]:
    """Whether something refers to it (`has_uses`), and whether the person keeps it (`is_mine`)."""
    return rows.annotate(has_uses=_truth(is_used()), is_mine=_truth(kept_q(access)))


def goes_on(file: PrivateFile) -> dt.date | None:
    """The day on which a file that was announced to go will be deleted."""
    if file.told_on is None:
        return None
    return file.told_on + dt.timedelta(days=settings.PRIVATE_NOTICE_DAYS)


def _truth(condition: Any) -> Case:
    if not condition:
        return Case(default=Value(True), output_field=BooleanField())
    return Case(
        When(condition, then=Value(True)),
        default=Value(False),
        output_field=BooleanField(),
    )
