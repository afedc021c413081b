"""The demonstration's worker lives as long as it is served, and only where it is needed."""

import sys

import pytest
from config import worker
from django_tasks_db.models import DBTaskResult


@pytest.fixture
def started(monkeypatch):
    """Start something that waits in place of the real worker."""
    made = []
    popen = worker.subprocess.Popen

    def start(command, **more):
        made.append(command)
        waiting = [sys.executable, "-c", "import time; time.sleep(600)"]
        made.append(popen(waiting, **more))
        return made[-1]

    monkeypatch.setattr(worker.subprocess, "Popen", start)
    return made


def test_without_an_engine_apart_there_is_none(db, started):
    with worker.worker():
        assert started == []


def test_it_begins_with_the_index_and_ends_with_the_site(db, settings, started):
    settings.SEARCH_URL = ("http://127.0.0.1:1",)
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
    with worker.worker():
        command, child = started
        assert command[1:3] == ["manage.py", "db_worker"]
        assert child.poll() is None
        assert DBTaskResult.objects.filter(status="READY").count() == 1
    assert child.poll() is not None
