"""Noting words that found nothing: at most one short write, and never at the page's cost."""

from __future__ import annotations

import datetime as dt
import logging
from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection, transaction
from django.utils import timezone
from django.utils.crypto import salted_hmac

from search.learning.choosing import noted_stems
from search.models import MissingWord
from search.models.learning import DAYS_TO_BE_READ
from search.result import SearchResult

# New words a day, so that nobody fills the table; beyond them nothing new is learnt that day.
NEW_A_DAY = 300
# Somebody else is writing: the visitor does not wait for it.
MOST_WAITING_MS = 50
# What Python waits where the settings say nothing.
SQLITE_SECONDS = 5.0
SALT = "search.learning"

log = logging.getLogger(__name__)


def note_missing(
    result: SearchResult,
    text: str,
    *,
    agent: str | None = None,
    on: dt.date | None = None,
) -> None:
    """Remember single words of `text` that no entry holds. Never raises, never waits long.

    `agent` is the browser's name, only to leave robots out; it is kept nowhere.
    """
    if not result.missing:
        return
    try:
        stems = noted_stems(result.missing, text, agent)
        if stems:
            with _in_a_hurry():
                _note(stems, on or timezone.localdate())
    except Exception as error:  # noqa: BLE001 - whatever it was, the page is shown
        # Neither the message nor the traceback: they could hold the word.
        log.warning("a missing word was not noted: %s", type(error).__name__)


def key_of(stem: str) -> str:
    """What stands for a word until it may be read; useless without the site's secret key."""
    return salted_hmac(SALT, stem, algorithm="sha256").hexdigest()


def _note(stems: list[str], day: dt.date) -> None:
    keys = {key_of(stem): stem for stem in stems}
    known = {row.key: row for row in MissingWord.objects.filter(key__in=keys)}
    seen = [row for row in known.values() if row.last_on < day]
    new = [key for key in keys if key not in known]
    if new and _is_full(day):
        new = []
    if not (seen or new):
        return
    for row in seen:
        _seen_again(row, keys[row.key], day)
    with transaction.atomic():
        MissingWord.objects.bulk_create(
            (MissingWord(key=key, last_on=day) for key in new), ignore_conflicts=True
        )
        MissingWord.objects.bulk_update(seen, ["days", "last_on", "word", "read_on"])


def _is_full(day: dt.date) -> bool:
    return MissingWord.objects.filter(last_on=day, days=1).count() >= NEW_A_DAY


def _seen_again(row: MissingWord, stem: str, day: dt.date) -> None:
    row.days, row.last_on = row.days + 1, day
    if row.days >= DAYS_TO_BE_READ and not (row.word or row.is_dismissed):
        row.word, row.read_on = stem, day


@contextmanager
def _in_a_hurry() -> Iterator[None]:
    """Give up at once where the database is busy, and set it back afterwards."""
    if connection.vendor == "postgresql":
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(f"SET LOCAL lock_timeout = '{MOST_WAITING_MS}ms'")
            cursor.execute(f"SET LOCAL statement_timeout = '{4 * MOST_WAITING_MS}ms'")
            yield
        return
    _wait_at_most(MOST_WAITING_MS)
    try:
        yield
    finally:
        seconds = connection.settings_dict["OPTIONS"].get("timeout", SQLITE_SECONDS)
        _wait_at_most(int(seconds * 1000))


def _wait_at_most(milliseconds: int) -> None:
    with connection.cursor() as cursor:
        cursor.execute(f"PRAGMA busy_timeout = {milliseconds}")
