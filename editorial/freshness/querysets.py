"""Which pages must be looked at again."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db.models import F, Q, QuerySet
from django.utils import timezone
from wagtail.models import Page

from core.querysets import published_pages
from directory.freshness import Facts, due_on, last_month, latest_due
from directory.models import DeskPage, OrganisationPage, ServicePage
from directory.models.service import ServiceStatus
from directory.opening_hours import STALE_AFTER_DAYS
from directory.review_facts import review_annotations, review_intervals
from network.models import AgreementPage, NetworkBodyPage, PracticePage
from network.practices.states import PracticeState

KINDS = (
    *(ServicePage, DeskPage, OrganisationPage),
    *(AgreementPage, NetworkBodyPage, PracticePage),
)


def reviewable() -> QuerySet[Page]:
    """Published pages of these kinds, with what their due day depends on.

    A service or a practice that is over needs no check.
    """
    over = Q(servicepage__status=ServiceStatus.CLOSED)
    over |= Q(practicepage__state=PracticeState.ENDED)
    pages = published_pages().type(*KINDS).exclude(over)
    annotated: QuerySet[Page] = pages.annotate(
        **review_annotations(),
        is_desk=Q(deskpage__isnull=False),
        is_yearly=Q(practicepage__isnull=False),
        changes_in_month=F("servicepage__changes_in_month"),
    )
    return annotated


def reviewable_on(on: dt.date) -> QuerySet[Page]:
    """The same, without the practices whose last day has passed: they read as over."""
    return reviewable().exclude(practicepage__ends_on__lt=on)


def needing_review(on: dt.date) -> QuerySet[Page]:
    """Pages whose due day has come by `on` (`directory.freshness` says when)."""
    return reviewable_on(on).filter(_is_due(on))


def due_day(page: Any) -> dt.date:
    """The day of a page that `reviewable()` gave."""
    return due_on(facts_of(page), review_intervals())


def facts_of(page: Any) -> Facts:
    """What a page of `reviewable()` is reckoned with."""
    since = page.first_published_at
    return Facts(
        reviewed_on=page.reviewed_on,
        since=timezone.localtime(since).date() if since else None,
        is_dated=page.is_dated,
        is_desk=page.is_desk,
        is_yearly=page.is_yearly,
        changes_in_month=page.changes_in_month,
    )


def _is_due(on: dt.date) -> Q:
    """`due_on(…) <= on` as the database reckons it: a test holds the two together."""
    months = review_intervals()
    desk = on - dt.timedelta(days=STALE_AFTER_DAYS)
    plain = Q(is_dated=False, reviewed_on__lte=latest_due(on, months.months))
    dated = Q(is_dated=True, reviewed_on__lte=latest_due(on, months.dated_months))
    yearly = latest_due(on, months.yearly_months)
    sheet = Q(is_yearly=False) & (plain | dated)
    sheet |= Q(is_yearly=True, reviewed_on__lte=yearly)
    for month in range(1, 13):
        first = last_month(month, on)
        sheet |= Q(changes_in_month=month, reviewed_on__lt=first)
    return (
        Q(reviewed_on__isnull=True)
        | Q(is_desk=True, reviewed_on__lte=desk)
        | (Q(is_desk=False) & sheet)
    )
