"""People of two bodies, and how to enter."""

import datetime as dt

import pytest
from django.utils import timezone

from core.models import Review
from directory.models import AccessibilityFeature, DeskAccessibility
from editorial.models import CheckedLink, LinkPlace
from tests.editorial.freshness.conftest import enter, foreigner, writer  # noqa: F401
from tests.factories import (
    DeskFactory,
    RequiredDocument,
    ServiceFactory,
    make_member,
    open_every_weekday,
)


def ago(days):
    return timezone.localdate() - dt.timedelta(days)


def check(page, days=1):
    Review.objects.create(page=page, reviewed_on=ago(days), reviewer="Ente")


def whole_sheet(body, **more):
    """A sheet that lacks nothing."""
    page = ServiceFactory(parent=body, citizen_words="aiuto", **more)
    RequiredDocument.objects.create(page=page, name="Documento")
    return page


def whole_desk(body, **more):
    page = DeskFactory(parent=body, placed=True, latitude=45, longitude=10, **more)
    open_every_weekday(page)
    feature, _ = AccessibilityFeature.objects.get_or_create(
        code="senza-gradini", defaults={"name": "Senza gradini"}
    )
    DeskAccessibility.objects.create(page=page, feature=feature, is_present=True)
    return page


def break_link(page, name="online_url", url="https://uno.example/a", days=3):
    link, _ = CheckedLink.objects.get_or_create(
        url=url,
        defaults={
            "failed_days": days,
            "failing_since": ago(days),
            "problem": "la pagina non c'è più (404)",
        },
    )
    return LinkPlace.objects.create(
        link=link, page=page, place="servizio online", name=name
    )


@pytest.fixture
def coordinator(db):
    return make_member(None, "coordinator", "coordina@example.org")
