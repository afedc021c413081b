"""The night's round: where links stand now, then each asked, a host at a time."""

from __future__ import annotations

import datetime as dt
import logging
import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import zip_longest
from urllib.parse import urlsplit

from django.conf import settings
from django.db import transaction
from django.db.models import F
from django.utils import timezone
from wagtail.models import Page

from core.querysets import published_pages
from editorial.links.asking import Answer, ask
from editorial.links.finding import links_of
from editorial.models import CheckedLink, LinkPlace

log = logging.getLogger(__name__)

# Seconds between two questions to one host, and for the whole round.
BETWEEN = 2.0
LONGEST_ROUND = 3600.0
# What tells a place from another, after the address: page, words, field or list.
Key = tuple[str, int, str, str]
KEY = ("page_id", "place", "name")
OFF = "collegamenti: il controllo è spento (CHECK_LINKS)"


@dataclass(frozen=True)
class Clock:
    """Time as the round sees it, so that a test does not wait."""

    now: Callable[[], float] = time.monotonic
    sleep: Callable[[float], None] = time.sleep


def check_links() -> str:
    """The night's job; one line."""
    if not settings.CHECK_LINKS:
        return OFF
    on = timezone.localdate()
    note_places()
    asked = check(on=on)
    broken = CheckedLink.objects.broken().count()
    return f"collegamenti: {asked} controllati, {broken} rotti"


def note_places() -> int:
    """Make the rows say where links stand now; how many links there are.

    Pages are read before anything is written, so that editors do not wait.
    """
    wanted = {
        (found.url, page.pk, found.place, found.name)
        for page in published_pages().specific().iterator(chunk_size=200)
        for found in links_of(page)
        if not _is_ours(found.url)
    }
    return _write(wanted)


@transaction.atomic
def _write(wanted: set[Key]) -> int:
    urls = {key[0] for key in wanted}
    CheckedLink.objects.bulk_create(
        (CheckedLink(url=url) for url in urls), ignore_conflicts=True
    )
    # What no page holds any more goes, with its places.
    for link in CheckedLink.objects.only("pk", "url").iterator():
        if link.url not in urls:
            link.delete()
    _write_places(wanted)
    return len(urls)


def _write_places(wanted: set[Key]) -> None:
    ids = dict(CheckedLink.objects.values_list("url", "pk"))
    rows = LinkPlace.objects.values_list("link__url", *KEY, "pk")
    held = {tuple(key): pk for *key, pk in rows}
    gone = [pk for key, pk in held.items() if key not in wanted]
    # A page may have been deleted since it was read.
    pages = {page_id for _, page_id, _, _ in wanted}
    there = set(Page.objects.filter(pk__in=pages).values_list("pk", flat=True))
    LinkPlace.objects.filter(pk__in=gone).delete()
    LinkPlace.objects.bulk_create(
        LinkPlace(link_id=ids[url], **dict(zip(KEY, rest, strict=True)))
        for url, *rest in wanted - held.keys()
        if rest[0] in there
    )


def _is_ours(url: str) -> bool:
    """A page of this site is not asked for over the network."""
    own = urlsplit(settings.WAGTAILADMIN_BASE_URL).hostname
    try:
        return urlsplit(url).hostname == own
    except ValueError:
        return False


def check(
    *,
    on: dt.date,
    asking: Callable[[str], Answer] = ask,
    clock: Clock | None = None,
) -> int:
    """Ask the links that were not asked today, the longest unasked first; how many."""
    clock = clock or Clock()
    waiting = CheckedLink.objects.exclude(checked_on=on)
    ordered = waiting.order_by(F("checked_on").asc(nulls_first=True), "pk")
    end, asked = clock.now() + LONGEST_ROUND, 0
    last: dict[str, float] = {}
    for host, link in in_turns(ordered):
        _wait(clock, last.get(host))
        if clock.now() >= end:
            log.warning("the round of links was cut short: %s asked", asked)
            break
        _note(link, asking(link.url), on)
        last[host] = clock.now()
        asked += 1
    return asked


def in_turns(links: Iterable[CheckedLink]) -> Iterator[tuple[str, CheckedLink]]:
    """(host, link): one link of each host, then the next of each, so that nobody waits."""
    hosts: dict[str, list[CheckedLink]] = defaultdict(list)
    for link in links:
        hosts[_host(link.url)].append(link)
    for row in zip_longest(*hosts.values()):
        for host, link in zip(hosts, row, strict=True):
            if link is not None:
                yield host, link


def _host(url: str) -> str:
    try:
        return urlsplit(url).hostname or ""
    except ValueError:
        return ""


def _wait(clock: Clock, last: float | None) -> None:
    if last is not None and (left := last + BETWEEN - clock.now()) > 0:
        clock.sleep(left)


def _note(link: CheckedLink, answer: Answer, on: dt.date) -> None:
    if answer.is_working:
        link.note_answer(on)
    else:
        link.note_failure(on, answer.problem)
    # A link that an editor removed meanwhile is not brought back.
    CheckedLink.objects.filter(pk=link.pk).update(
        checked_on=link.checked_on,
        failed_days=link.failed_days,
        failing_since=link.failing_since,
        failed_on=link.failed_on,
        problem=link.problem,
    )
