"""What the demonstration says of sample hours: some as if checked lately, some long ago."""

from __future__ import annotations

import datetime as dt
from itertools import cycle

from core.models import Review
from directory.models import DeskPage

# An example of a check is not one: the line that names who checked says so.
REVIEWER = "chi ha preparato questa dimostrazione (verifica di esempio)"
# Days since the check. Hours are told as a fact for 90 days, then as usual ones.
AGES = (12, 120)


def review_samples(*, on: dt.date) -> int:
    """Give sample hours a sample check, in turn a fresh and an old one; how many.

    A desk that has a check keeps it, so that asked again this changes nothing.
    """
    desks = DeskPage.objects.filter(hours_are_sample=True, reviews=None)
    reviews = [
        Review(page=desk, reviewed_on=on - dt.timedelta(days=age), reviewer=REVIEWER)
        for desk, age in zip(desks.order_by("slug"), cycle(AGES), strict=False)
    ]
    return len(Review.objects.bulk_create(reviews))
