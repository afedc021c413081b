"""Which referents there are, and for whom: the only way in which they are read."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from django.db import models
from django.db.models import Q

from intranet.finding.rows import holds_all

if TYPE_CHECKING:
    from intranet.entry.access import Access


class ReferentQuerySet(models.QuerySet):
    """Expired ones are in none of these but `over_before`."""

    def valid_on(self, day: dt.date) -> ReferentQuerySet:
        """From the first to the last day of their time."""
        has_begun = Q(valid_from__lte=day)
        return self.filter(
            has_begun, Q(valid_until__isnull=True) | Q(valid_until__gte=day)
        )

    def visible_to(self, access: Access) -> ReferentQuerySet:
        """Valid today, within an agreement in force that binds the body of both (Art. 2)."""
        if not access.agreements:
            return self.none()
        model: Any = self.model
        through = model.agreements.through.objects
        shared = Q()
        for agreement in access.agreements:
            named = through.filter(agreementpage_id=agreement.pk)
            shared |= Q(
                pk__in=named.values("referent_id"),
                organisation__in=sorted(agreement.parties),
            )
        return self.valid_on(access.on).filter(shared)

    def of_others(self, access: Access) -> ReferentQuerySet:
        """Without those of one's own bodies."""
        return self.exclude(organisation__in=sorted(access.bodies))

    def kept_by(self, access: Access) -> ReferentQuerySet:
        """Those of the bodies whose contacts this person keeps; also past and future ones."""
        from intranet.referents.permissions import bodies_to_keep  # models come first

        return self.filter(organisation__in=sorted(bodies_to_keep(access)))

    def not_over(self, day: dt.date) -> ReferentQuerySet:
        """Those of today and of later."""
        return self.filter(Q(valid_until__isnull=True) | Q(valid_until__gte=day))

    def over_before(self, day: dt.date) -> ReferentQuerySet:
        """Whose last day was before that one."""
        return self.filter(valid_until__lt=day)

    def away_between(self, first: dt.date, last: dt.date) -> ReferentQuerySet:
        """Absent on one of these days."""
        return self.filter(away_from__lte=last, away_until__gte=first)

    def holding(self, words: list[str]) -> ReferentQuerySet:
        """Those of whom each folded word begins one of the words they are found by."""
        return self.filter(holds_all(words))
