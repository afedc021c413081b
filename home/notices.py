"""Notices in force, as the pages that they concern show them. Read once a minute for all pages."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from django.apps import apps
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils import timezone

from core import memo
from core.addresses import address_of
from home.validity import Period

KEY = "home.notices"
COLUMNS = (
    *("pk", "title", "summary", "url_path", "published_on", "starts_on", "ends_on"),
    *("importance", "concerns__concerned_id"),
)
ON_THE_HOME_PAGE = 3


@dataclass(frozen=True)
class ShownNotice:
    """A notice with the keys of the pages that it concerns."""

    title: str
    summary: str
    url: str
    published_on: dt.date
    period: Period
    importance: int
    concerned: frozenset[int]

    @property
    def until(self) -> dt.date | None:
        """Its last day."""
        return self.period.ends_on


def notices_on(page_id: int | None, on: dt.date) -> list[ShownNotice]:
    """What a page shows on a day: the important first, then the newest."""
    return [notice for notice in in_force(on) if page_id in notice.concerned]


def important_notices(on: dt.date) -> list[ShownNotice]:
    """What the home page shows on a day."""
    from home.models import NoticePage

    least = NoticePage.Importance.IMPORTANT
    return [n for n in in_force(on) if n.importance >= least][:ON_THE_HOME_PAGE]


def in_force(on: dt.date) -> list[ShownNotice]:
    """All notices of a day. What is kept knows the days to come too: none has to be awaited."""
    kept = memo.remembered(KEY, lambda: _read(on))
    return [notice for notice in kept if notice.period.holds_on(on)]


def _read(on: dt.date) -> tuple[ShownNotice, ...]:
    """One query, whose rows are one for each page concerned."""
    pages = apps.get_model("home", "NoticePage").objects.published().not_past(on)
    rows = pages.order_by("-importance", "-published_on", "-pk").values_list(*COLUMNS)
    return tuple(_notice(group) for _, group in groupby(rows, key=lambda row: row[0]))


def _notice(rows: Iterable[Any]) -> ShownNotice:
    rows = list(rows)
    _, title, summary, path, published_on, starts, ends, importance, _ = rows[0]
    concerned = frozenset(row[-1] for row in rows if row[-1] is not None)
    period = Period(starts, ends)
    url = address_of(path)
    return ShownNotice(title, summary, url, published_on, period, importance, concerned)


def forget_notices(**_: object) -> None:
    """A notice, or who may see it, has changed."""
    memo.forget(KEY)


def notices_slot(request: HttpRequest, page: Any) -> str:
    """The notices of a page of the directory; nothing where there is none."""
    found = notices_on(page.pk, timezone.localdate())
    if not found:
        return ""
    return render_to_string("home/notices.html", {"notices": found}, request=None)
