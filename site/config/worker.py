"""The worker of the demonstration: it brings an Elasticsearch in step while the site is served."""

from __future__ import annotations

import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.conf import settings

from search.engines import ELASTICSEARCH
from search.tasks import schedule

# Seconds that a task at work may take to end.
PATIENCE = 10


@contextmanager
def worker() -> Iterator[None]:
    """Work in the background inside, where the settings name an engine that needs it."""
    if not settings.SEARCH_URL:
        yield
        return
    schedule(ELASTICSEARCH)  # At the first start it makes the index.
    child = subprocess.Popen(
        [sys.executable, "manage.py", "db_worker", "--no-reload", "--verbosity", "0"],
        cwd=settings.BASE_DIR,
    )
    before = signal.signal(signal.SIGTERM, _leave)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)
        _end(child)


def _leave(*_: Any) -> None:
    """Ended from outside: leave as by Ctrl+C, so that nothing is left running."""
    sys.exit(0)


def _end(child: subprocess.Popen[bytes]) -> None:
    child.terminate()
    try:
        child.wait(PATIENCE)
    except subprocess.TimeoutExpired:
        child.kill()
        child.wait()
