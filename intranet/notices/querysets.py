"""Which notices: in force, of whom, for whom."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Self

from django.db import models

if TYPE_CHECKING:
    from intranet.entry.access import Access


class StaffNoticeQuerySet(models.QuerySet):
    """Notices and their days; both ends of a period belong to it."""

    def in_force(self, on: dt.date) -> Self:
        """Begun and not expired on that day."""
        return self.filter(starts_on__lte=on, expires_on__gte=on)

    def addressed_to(self, access: Access) -> Self:
        """Those that this person may read while they are in force."""
        from intranet.authoring.sharing import addressed_q

        return self.filter(addressed_q(access, self, "author_body"))

    def readable(self, access: Access) -> Self:
        """In force and addressed to the person; or kept by them, whenever."""
        in_force = self.in_force(access.on).addressed_to(access)
        return in_force | self.kept_by(access)

    def kept_by(self, access: Access) -> Self:
        """Those that this person may correct or withdraw."""
        from intranet.notices.permissions import writing_bodies

        if access.keeps_all:
            return self.all()
        return self.filter(author_body__in=writing_bodies(access))

    def with_bodies(self) -> Self:
        """The author's name and whom it is for, read with it."""
        return self.select_related("author_body").prefetch_related("bodies")
