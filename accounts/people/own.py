"""What each person may do here, in words: the first page after an invitation."""

from __future__ import annotations

from typing import Any

from django.views.generic import TemplateView

from accounts.people.entering import PeopleMixin
from accounts.people.reading import span


class OwnAccessView(PeopleMixin, TemplateView):
    """Own roles, until when, and where to go from here."""

    template_name = "accounts/people/own_access.html"

    def may_enter(self) -> bool:
        return True

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        rows = self.person.memberships.active_on(self.today)
        found = list(rows.select_related("organisation").order_by("pk"))
        return super().get_context_data(
            profiles=[(row, span(row)) for row in found],
            enters_admin=any(row.rights.enters_admin for row in found),
            **kwargs,
        )
