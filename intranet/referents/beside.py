"""Whom to call about a public sheet, desk or body: what is told beside it."""

from __future__ import annotations

from typing import Any

from django.db.models import Case, IntegerField, Q, QuerySet, Value, When
from django.utils import timezone

from directory.models import DeskPage, DeskService, ServicePage
from intranet.entry.access import Access
from intranet.models import Referent
from intranet.referents.reading import Line, full, lines

MOST = 8


def lines_about(page: Any, access: Access) -> list[Line]:
    """The referents who have to do with the page, the nearest first."""
    rows = near(page, Referent.objects.visible_to(access).of_others(access))
    return lines(full(rows)[:MOST], access, timezone.localtime())


def near(page: Any, rows: QuerySet[Referent]) -> QuerySet[Referent]:
    """Those of the desk and its body; of the body; or, of a sheet, those who deal with what it is
    about, of the desks that help with it and of the body that keeps it."""
    if isinstance(page, DeskPage):
        return _by(rows, Q(desk=page.pk), Q(organisation=_keeper(page)))
    if not isinstance(page, ServicePage):
        return _by(rows, Q(organisation=page.pk))
    desks = DeskService.objects.filter(service=page.pk).values("page")
    needs = [one.pk for one in page.needs.all()]
    return _by(
        rows,
        Q(desk__in=desks) & Q(needs__in=needs),
        Q(needs__in=needs),
        Q(desk__in=desks),
        Q(categories=page.category_id) if page.category_id else Q(pk__in=[]),
        Q(organisation=_keeper(page)),
    )


def _keeper(page: Any) -> int:
    return int(page.get_parent().pk)


def _by(rows: QuerySet[Referent], *grounds: Q) -> QuerySet[Referent]:
    """Each once, by the first ground that holds."""
    ranked = [
        When(pk__in=Referent.objects.filter(ground).values("pk"), then=Value(place))
        for place, ground in enumerate(grounds)
    ]
    far = len(grounds)
    how_near = Case(*ranked, default=Value(far), output_field=IntegerField())
    found = rows.annotate(how_near=how_near).filter(how_near__lt=far)
    return found.order_by("how_near", "name_key", "pk")
