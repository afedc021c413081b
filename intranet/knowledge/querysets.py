"""Which procedures and notes: shared with whom, due for a second look."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Self

from django.db import models

from core.querysets import published_q

if TYPE_CHECKING:
    from intranet.entry.access import Access


class OwnedQuerySet(models.QuerySet):
    """Rows that a body, or the coordinator, keeps and looks at again by a day."""

    def shared_with(self, access: Access) -> Self:
        """Those that this person may read."""
        from intranet.authoring.sharing import shared_q

        return self.filter(shared_q(access))

    def due(self, on: dt.date) -> Self:
        """Whose day for a second look is past."""
        return self.filter(review_on__lt=on)

    def to_review(self, access: Access) -> Self:
        """Due, and this person's to look at: the coordinator's are the coordinator's alone."""
        from intranet.knowledge.permissions import owned_by

        return self.due(access.on).filter(owned_by(access))


class StaffNoteQuerySet(OwnedQuerySet):
    """Notes to public pages."""

    def on_published(self) -> Self:
        """A page that is public no more does not show through its notes."""
        return self.filter(published_q("page__"))
