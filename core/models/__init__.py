"""Models that every app shares."""

from core.models.base import BasePage
from core.models.media import CustomDocument, CustomImage, CustomRendition
from core.models.review import Review
from core.models.runs import JobRun, NightlyRun
from core.models.seed import PageSeed
from core.models.settings import EmergencyNumber, SiteSettings

__all__ = [
    "BasePage",
    "CustomDocument",
    "CustomImage",
    "CustomRendition",
    "EmergencyNumber",
    "JobRun",
    "NightlyRun",
    "PageSeed",
    "Review",
    "SiteSettings",
]
