"""What a worker does in the background: it brings engines in step with the pages."""

from __future__ import annotations

import logging
from datetime import timedelta

from django.utils import timezone
from django_tasks import task
from django_tasks_db.backend import DatabaseBackend
from django_tasks_db.models import DBTaskResult

from search.engines import EngineUnavailable, UnknownEngine, engine_named
from search.rebuilding import catch_up
from search.turns import TurnTaken

log = logging.getLogger(__name__)

SHORTEST = 5
LONGEST = 60


@task()
def bring_in_step(name: str, failures: int = 0) -> str:
    """Work off what was noted for an engine; where it does not answer, try again by itself."""
    try:
        number = catch_up(engine_named(name))
    except UnknownEngine:
        return f"{name}: not configured"
    except TurnTaken:
        schedule(name, failures=failures, after=SHORTEST)
        return f"{name}: busy"
    except EngineUnavailable as fault:
        if not failures:
            log.warning("%s does not take changes (%s): they wait", name, fault)
        after = min(SHORTEST * 2 ** min(failures, 10), LONGEST)
        schedule(name, failures=failures + 1, after=after)
        return f"{name}: {fault}"
    if failures:
        log.warning("%s is in step again", name)
    return f"{name}: {number}"


def schedule(name: str, *, failures: int = 0, after: int = 0) -> None:
    """Let a worker bring an engine in step, `after` so many seconds; once is enough."""
    backend = bring_in_step.get_backend()
    if after and not backend.supports_defer:
        return
    if isinstance(backend, DatabaseBackend) and _is_waiting(name):
        return
    when = timezone.now() + timedelta(seconds=after) if after else None
    bring_in_step.using(run_after=when).enqueue(name, failures)


def _is_waiting(name: str) -> bool:
    """True where a worker will do it anyway, now or after a pause."""
    rows = DBTaskResult.objects.filter(
        status="READY",
        task_path=bring_in_step.module_path,
        args_kwargs__args__0=name,
    )
    return rows.exists()
