"""What the Atom feeds (RFC 4287) of all apps share."""

from __future__ import annotations

import datetime as dt

from django.utils.feedgenerator import Atom1Feed

# When nothing has ever been published; a feed's date may not change by being asked for.
NEVER = dt.datetime(2020, 1, 1, tzinfo=dt.UTC)


class SteadyAtom(Atom1Feed):
    """An empty feed is as old as it was before."""

    def latest_post_date(self) -> dt.datetime:
        """When its newest entry was published."""
        newest: dt.datetime = super().latest_post_date()
        return newest if self.items else NEVER
