"""Which questions: addressed to whom, open, answered by whom."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import Exists, OuterRef

if TYPE_CHECKING:
    from intranet.entry.access import Access


class QuestionQuerySet(models.QuerySet):
    """Questions between bodies."""

    def readable(self, access: Access) -> Self:
        """Asked by an own body, or asked of it by a party of an agreement in force."""
        from intranet.authoring.sharing import addressed_q

        return self.filter(addressed_q(access, self, "asking_body"))

    def open(self) -> Self:
        """Not solved yet."""
        return self.filter(solved_at__isnull=True)

    def solved(self) -> Self:
        """Closed by who asked."""
        return self.filter(solved_at__isnull=False)

    def solved_before(self, at: dt.datetime) -> Self:
        """Closed before a moment."""
        return self.filter(solved_at__lt=at)

    def answered(self) -> Self:
        """With one answer at least."""
        return self.filter(Exists(self._answers()))

    def waiting_for(self, access: Access) -> Self:
        """Open, asked of an own body by another, and without an answer of the own bodies."""
        own = self._answers().filter(body__in=access.bodies)
        rows = self.open().readable(access).exclude(asking_body__in=access.bodies)
        if access.keeps_all:
            rows = rows.filter(_asked_of(access, self))
        return rows.exclude(Exists(own))

    def with_bodies(self) -> Self:
        """Names of who asks, and how many answers there are."""
        number = models.Count("answers", distinct=True)
        return self.select_related("asking_body").annotate(answer_count=number)

    @staticmethod
    def _answers() -> models.QuerySet:
        from intranet.models import Answer

        return Answer.objects.filter(question=OuterRef("pk"))


def _asked_of(access: Access, rows: QuestionQuerySet) -> models.Q:
    """Asked of an own body: whoever sees all is reminded of those alone."""
    by_name = rows.model.bodies.through.objects.filter(
        organisationpage__in=access.bodies
    )
    to_all = models.Q(for_all=True) if access.bodies else models.Q(pk__in=())
    return to_all | models.Q(pk__in=by_name.values("question_id"))
