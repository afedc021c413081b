"""What every view of the restricted part shares."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.http import HttpRequest

from intranet.entry.access import Access
from intranet.entry.middleware import access_for


class IntranetMixin:
    """A view that knows what its person is here. The middleware has let them in."""

    request: HttpRequest

    @property
    def access(self) -> Access:
        """The person, their bodies and their agreements, today."""
        return access_for(self.request)

    @property
    def person(self) -> Any:
        """Who is logged in."""
        return self.access.user

    @property
    def today(self) -> dt.date:
        """The day for which rights were read."""
        return self.access.on
