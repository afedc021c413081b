"""News, notices, campaigns and events in the admin's menu: one flat list each."""

from typing import ClassVar

from wagtail import hooks
from wagtail.admin.viewsets.base import ViewSetGroup
from wagtail.admin.viewsets.pages import PageListingViewSet

from home.models import CampaignPage, EventPage, NewsPage, NoticePage


class NewsListingViewSet(PageListingViewSet):
    """News and statements."""

    model = NewsPage
    icon = "doc-full"
    menu_label = "Notizie e comunicati"
    menu_order = 100
    list_filter = ["kind", "published_on"]


class NoticeListingViewSet(PageListingViewSet):
    """Notices."""

    model = NoticePage
    icon = "warning"
    menu_label = "Avvisi"
    menu_order = 110
    list_filter = ["importance", "ends_on"]


class EventListingViewSet(PageListingViewSet):
    """Events."""

    model = EventPage
    icon = "date"
    menu_label = "Eventi"
    menu_order = 120
    list_filter = ["starts_at", "is_cancelled"]


class CampaignListingViewSet(PageListingViewSet):
    """Campaigns."""

    model = CampaignPage
    icon = "group"
    menu_label = "Campagne"
    menu_order = 130
    list_filter = ["ends_on"]


class UpdatesGroup(ViewSetGroup):
    """The one entry that holds the four lists."""

    menu_label = "Novità ed eventi"
    menu_name = "updates"
    menu_icon = "calendar-alt"
    menu_order = 135
    items: ClassVar = (
        NewsListingViewSet("news"),
        NoticeListingViewSet("notices"),
        EventListingViewSet("events"),
        CampaignListingViewSet("campaigns"),
    )


@hooks.register("register_admin_viewset")
def update_listings() -> UpdatesGroup:
    """The four lists."""
    return UpdatesGroup()
