"""The journal of the list: what became of each service, noted day by day."""

from __future__ import annotations

import datetime as dt
from typing import Any, ClassVar

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import Q

from editorial.releases import comparing
from editorial.releases.rows import Line, from_data


class ListState(models.Model):
    """The list as the journal last saw it: one row. Whoever writes the journal holds it."""

    THE_ROW = 1

    content = models.JSONField("contenuto", encoder=DjangoJSONEncoder)
    seen_at = models.DateTimeField("visto il")
    begun_on = models.DateField("il registro comincia il")

    class Meta:
        verbose_name = "ultimo stato dell'elenco"
        verbose_name_plural = "ultimo stato dell'elenco"
        default_permissions = ()
        constraints = [
            models.CheckConstraint(condition=Q(pk=1), name="editorial_one_list_state")
        ]

    def __str__(self) -> str:
        return f"{self.seen_at:%d/%m/%Y %H:%M}"


class ListChangeQuerySet(models.QuerySet["ListChange"]):
    """Changes, in the order in which they were noted."""

    def since(self, day: dt.date) -> ListChangeQuerySet:
        """Those noted on that day or later."""
        return self.filter(noted_on__gte=day).order_by("pk")

    def between(self, after: int, through: int) -> ListChangeQuerySet:
        """Those after one change, up to another and with it, by their numbers."""
        return self.filter(pk__gt=after, pk__lte=through).order_by("pk")

    def last_number(self) -> int:
        """The number of the last one; 0 where there is none."""
        found = self.order_by("-pk").values_list("pk", flat=True).first()
        return found or 0


class ListChange(models.Model):
    """What became of one service between two looks at the list. Lines as plain data."""

    key = models.CharField("codice del servizio", max_length=36)
    title = models.CharField("servizio", max_length=255)
    noted_at = models.DateTimeField("registrato il")
    noted_on = models.DateField("giorno", db_index=True)
    before = models.JSONField("prima", null=True, encoder=DjangoJSONEncoder)
    after = models.JSONField("dopo", null=True, encoder=DjangoJSONEncoder)

    objects: ClassVar = ListChangeQuerySet.as_manager()

    class Meta:
        verbose_name = "cambiamento dell'elenco"
        verbose_name_plural = "cambiamenti dell'elenco"
        default_permissions = ()
        constraints = [
            models.CheckConstraint(
                condition=Q(before__isnull=False) | Q(after__isnull=False),
                name="editorial_list_change_has_a_line",
            )
        ]

    def __str__(self) -> str:
        return f"{self.noted_on:%d/%m/%Y}: {self.title}"

    @property
    def lines(self) -> tuple[Line | None, Line | None]:
        """The service before and after."""
        return _line(self.before), _line(self.after)

    @property
    def change(self) -> comparing.Change | None:
        """What the two lines say."""
        return comparing.change(*self.lines)


def _line(data: dict[str, Any] | None) -> Line | None:
    return from_data(data) if data else None
