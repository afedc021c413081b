"""The search's part of the night."""

from __future__ import annotations

from datetime import timedelta

from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from search.engines import Engine, EngineUnavailable, all_engines, engine_names
from search.index import repair
from search.models import OutboxRow
from search.outbox import waiting
from search.rebuilding import catch_up, writing
from search.turns import TurnTaken

KEPT = timedelta(days=7)


def repair_indexes() -> str:
    """Drain what was left over, compare what each engine holds, mend; one line."""
    OutboxRow.objects.exclude(engine__in=engine_names()).delete()
    old = DBTaskResult.objects.filter(enqueued_at__lt=timezone.now() - KEPT)
    # Also what a killed worker left half done; what is still to do stays.
    old.exclude(status="READY").delete()
    return "\n".join(map(_repaired, all_engines()))


def _repaired(engine: Engine) -> str:
    number = waiting(engine.name)
    try:
        catch_up(engine)
        with writing(engine):
            found = repair(engine)
    except EngineUnavailable as fault:
        return f"ricerca ({engine.name}): non risponde: {fault}"
    except TurnTaken:
        return f"ricerca ({engine.name}): altri la stanno aggiornando"
    return (
        f"ricerca ({engine.name}): {number} modifiche in sospeso, "
        f"{len(found.missing)} schede mancanti, {len(found.changed)} cambiate, "
        f"{len(found.surplus)} voci di troppo"
    )
