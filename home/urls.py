"""Files of news and events; all pages are the tree's."""

from django.urls import path, re_path
from django.views.decorators.http import conditional_page, require_safe

from home.calendars import all_events, one_event
from home.feed_links import CALENDAR, FEEDS
from home.feeds import feed

urlpatterns = [
    path(
        address,
        require_safe(conditional_page(feed(listing))),
        name=f"{listing}_feed",
    )
    for listing, (address, _) in FEEDS.items()
]
urlpatterns += [
    path(CALENDAR, require_safe(conditional_page(all_events)), name="events_calendar"),
    re_path(
        r"^(?P<address>(?:[\w\-]+/)+)evento\.ics$",
        require_safe(conditional_page(one_event)),
        name="event_calendar",
    ),
]
