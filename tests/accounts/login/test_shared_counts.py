"""Several processes of the site count the same attempts, on either database."""

import os
import subprocess
import sys
from pathlib import Path
from urllib.parse import urlsplit

import pytest

ROOT = Path(__file__).resolve().parents[3]
TRIES = """
from types import SimpleNamespace
from allauth.core.internal.ratelimit import consume
request = SimpleNamespace(method="POST")
asked = dict(app="allauth.account", action="login_failed", key="persona|93.45.12.200")
print(sum(bool(consume(request, **asked)) for _ in range(12)))
"""


ENGINES = ["sqlite", pytest.param("postgresql", marks=pytest.mark.postgresql)]


@pytest.fixture(params=ENGINES)
def database(request, tmp_path):
    """An empty database of its own, as `DATABASE_URL` says it."""
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path}/counts.sqlite3"
        return
    import psycopg

    url = os.environ["DATABASE_URL"]
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute("DROP DATABASE IF EXISTS login_counts")
        connection.execute("CREATE DATABASE login_counts")
    yield urlsplit(url)._replace(path="/login_counts").geturl()
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute("DROP DATABASE login_counts WITH (FORCE)")


def test_two_processes_together_allow_what_one_would(database, tmp_path):
    environment = os.environ | {
        "DATABASE_URL": database,
        "DATA_DIR": str(tmp_path),
        "DJANGO_SETTINGS_MODULE": "config.settings.dev",
    }

    def manage(*words):
        return subprocess.Popen(
            [sys.executable, "manage.py", *words],
            cwd=ROOT,
            env=environment,
            stdout=subprocess.PIPE,
            text=True,
        )

    manage("createcachetable").communicate()
    both = [manage("shell", "-v0", "-c", TRIES) for _ in range(2)]
    allowed = [int(process.communicate()[0]) for process in both]
    assert sum(allowed) == 5
