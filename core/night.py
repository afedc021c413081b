"""One run of the night's jobs: alone, recorded, none stopped by another's fault."""

from __future__ import annotations

import datetime as dt
import logging
from collections.abc import Callable

from django.db import IntegrityError, transaction
from django.utils import timezone

from core import nightly
from core.models import JobRun, NightlyRun

log = logging.getLogger(__name__)

# A run that is still open after this was broken off (the machine went down): the next takes over.
LONGEST = dt.timedelta(hours=6)
KEPT = dt.timedelta(days=180)
LINE = 500


class AlreadyRunning(RuntimeError):
    """Another run is at work; the message says since when."""


def run_all(*, say: Callable[[str], object], force: bool = False) -> list[str]:
    """Run every registered job, telling `say` the line of each; the names of those that failed.

    Raises AlreadyRunning where another run is open; `force` ends that one first.
    """
    run = begin(at=timezone.now(), force=force)
    outcomes: dict[str, bool] = {}
    is_whole = False
    try:
        for name, job in nightly.jobs().items():
            outcomes[name] = _run(run, name, job, say)
        is_whole = True
    finally:
        failed = [name for name, is_done in outcomes.items() if not is_done]
        end(run, at=timezone.now(), has_failed=bool(failed) or not is_whole)
    prune(at=timezone.now())
    return failed


def begin(*, at: dt.datetime, force: bool = False) -> NightlyRun:
    """Open a run, taking over from one that was broken off.

    Raises AlreadyRunning where another is at work.
    """
    stale = NightlyRun.objects.filter(is_open=True)
    if not force:
        stale = stale.filter(started_at__lte=at - LONGEST)
    stale.update(is_open=False, has_failed=True)
    try:
        with transaction.atomic():
            return NightlyRun.objects.create(started_at=at)
    except IntegrityError as error:
        since = NightlyRun.objects.filter(is_open=True).first()
        moment = f"{timezone.localtime(since.started_at):%H:%M}" if since else "poco"
        raise AlreadyRunning(f"i lavori sono già in corso dalle {moment}") from error


def end(run: NightlyRun, *, at: dt.datetime, has_failed: bool) -> None:
    """Close a run; one that another took over stays as that one left it."""
    NightlyRun.objects.filter(pk=run.pk, is_open=True).update(
        is_open=False, ended_at=at, has_failed=has_failed
    )


def prune(*, at: dt.datetime) -> None:
    """Forget runs older than half a year."""
    NightlyRun.objects.filter(is_open=False, started_at__lt=at - KEPT).delete()


def _run(
    run: NightlyRun, name: str, job: nightly.Job, say: Callable[[str], object]
) -> bool:
    row = JobRun.objects.create(night=run, name=name, started_at=timezone.now())
    try:
        row.line = job()[:LINE]
        say(row.line)
    except Exception as error:  # Whatever it is, the next job must run.
        log.exception("nightly job %s", name)
        row.error = f"{type(error).__name__}: {error}"[:LINE]
    row.ended_at = timezone.now()
    row.save(update_fields=["line", "error", "ended_at"])
    return not row.error
