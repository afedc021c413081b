"""A worker brings an engine in step by itself."""

from datetime import timedelta

import pytest
from django.core.management import call_command
from django.utils import timezone
from django_tasks_db.management.commands import db_worker
from django_tasks_db.models import DBTaskResult

from search import tasks, turns
from search.engines import DATABASE, ELASTICSEARCH
from search.engines.base import EngineUnavailable
from search.models import EngineTurn, OutboxRow
from search.tasks import schedule
from search.turns import Turn, TurnTaken, turn


@pytest.fixture(autouse=True)
def queue(db, settings, monkeypatch):
    # Between two tasks the worker closes its connection; here it holds the test's transaction.
    monkeypatch.setattr(db_worker, "close_old_connections", lambda: None)
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
    return DBTaskResult.objects


@pytest.fixture
def broken(monkeypatch, settings):
    """An engine that does not answer until it is mended."""
    settings.SEARCH_URL = ("http://127.0.0.1:1",)
    state = {"is_broken": True}

    def catch_up(engine):
        if state["is_broken"]:
            raise EngineUnavailable("non si collega")
        return 3

    monkeypatch.setattr(tasks, "catch_up", catch_up)
    return state


def work():
    call_command("db_worker", batch=True, startup_delay=False, verbosity=0)


def make_due(queue):
    queue.filter(status="READY").update(run_after=timezone.now() - timedelta(1))


def test_one_waits_however_often_it_is_asked_for(queue):
    for _ in range(3):
        schedule(DATABASE)
    assert queue.count() == 1
    schedule(ELASTICSEARCH)
    assert queue.count() == 2


def test_a_failure_tries_again_later_and_later(queue, broken):
    schedule(ELASTICSEARCH)
    waits = []
    for _ in range(6):
        make_due(queue)
        begun = timezone.now()
        work()
        (waiting,) = queue.filter(status="READY")
        waits.append(round((waiting.run_after - begun).total_seconds()))
    assert waits[:4] == [5, 10, 20, 40]
    assert waits[-1] == 60


def test_it_is_told_once_and_again_when_it_is_over(queue, broken, caplog):
    schedule(ELASTICSEARCH)
    for _ in range(3):
        make_due(queue)
        work()
    broken["is_broken"] = False
    make_due(queue)
    work()
    said = [r.getMessage() for r in caplog.records if r.name == "search.tasks"]
    assert said == [
        "elasticsearch does not take changes (non si collega): they wait",
        "elasticsearch is in step again",
    ]
    assert not queue.filter(status="READY").exists()


def test_an_engine_that_is_no_more_is_let_be(queue):
    schedule(ELASTICSEARCH)
    work()
    assert queue.get().return_value == "elasticsearch: not configured"


def test_who_finds_another_at_work_comes_again(queue, broken):
    broken["is_broken"] = False

    def taken(engine):
        raise TurnTaken(engine)

    schedule(ELASTICSEARCH)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(tasks, "catch_up", taken)
        work()
    assert queue.filter(status="READY").count() == 1


def test_what_a_request_leaves_over_is_left_to_a_task(queue, monkeypatch):
    from search import noting

    monkeypatch.setattr(noting, "ROWS_A_REQUEST", 2)
    OutboxRow.objects.all().delete()
    OutboxRow.objects.bulk_create(OutboxRow(page_id=n) for n in range(5))
    noting.work_off()
    assert OutboxRow.objects.count() == 3
    work()
    assert not OutboxRow.objects.exists()


def test_one_turn_at_a_time(db):
    with turn(ELASTICSEARCH) as mine:
        with pytest.raises(TurnTaken), turn(ELASTICSEARCH):
            pass
        with turn("altro"):
            mine.keep()
    with turn(ELASTICSEARCH):
        pass


def test_a_turn_that_a_killed_process_left_ends_by_itself(db):
    lost = Turn(ELASTICSEARCH)
    lost.take()
    EngineTurn.objects.update(held_until=timezone.now() - timedelta(seconds=1))
    with turn(ELASTICSEARCH), pytest.raises(TurnTaken):
        lost.keep()
    lost.leave()
    assert turns.length() > timedelta(minutes=1)


def test_leaving_late_does_not_end_anothers_turn(db):
    lost = Turn(ELASTICSEARCH)
    lost.take()
    EngineTurn.objects.update(held_until=timezone.now() - timedelta(seconds=1))
    with turn(ELASTICSEARCH):
        lost.leave()
        with pytest.raises(TurnTaken), turn(ELASTICSEARCH):
            pass
