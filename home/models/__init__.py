"""Page types around the directory, and what a new site begins with."""

from home.models.campaign import CampaignMaterial, CampaignPage, CampaignPartner
from home.models.event import EventPage
from home.models.news import NewsPage
from home.models.notice import NoticeConcern, NoticePage
from home.models.pages import (
    BodyPage,
    HomePage,
    Listing,
    SectionPage,
    Seed,
    SiteMapPage,
    StandardPage,
)

__all__ = [
    "BodyPage",
    "CampaignMaterial",
    "CampaignPage",
    "CampaignPartner",
    "EventPage",
    "HomePage",
    "Listing",
    "NewsPage",
    "NoticeConcern",
    "NoticePage",
    "SectionPage",
    "Seed",
    "SiteMapPage",
    "StandardPage",
]
