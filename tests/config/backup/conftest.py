"""A site of the test's own: a database that may be replaced, folders that may be emptied."""

import os
import subprocess
from contextlib import contextmanager
from types import SimpleNamespace

import pytest
from django.contrib.contenttypes.models import ContentType
from django.db import connection, connections
from wagtail.models import Site

from core import memo


@pytest.fixture
def folders(settings, tmp_path):
    settings.DATA_DIR = tmp_path / "dati"
    settings.MEDIA_ROOT = settings.DATA_DIR / "media"
    settings.PRIVATE_ROOT = settings.DATA_DIR / "private"
    settings.BACKUP_DIR = None
    settings.BACKUP_KEY = ""
    settings.DATA_DIR.mkdir()
    return SimpleNamespace(
        data=settings.DATA_DIR,
        media=settings.MEDIA_ROOT,
        private=settings.PRIVATE_ROOT,
        backups=tmp_path / "copie",
    )


@pytest.fixture
def own_site(db, folders):
    """The tests' database as it was migrated, copied where the test may do what it likes.

    Django's connection is another one meanwhile: that of the tests, with its transaction open,
    is set apart.
    """
    own = on_sqlite if connection.vendor == "sqlite" else on_postgresql
    with own(folders):
        forget()
        yield folders
    forget()


def forget():
    ContentType.objects.clear_cache()
    Site.clear_site_root_paths_cache()
    memo.forget()


@contextmanager
def connected_to(name):
    tests_own = connections["default"]
    other = tests_own.copy()
    other.settings_dict = {**tests_own.settings_dict, "NAME": str(name)}
    connections["default"] = other
    try:
        yield
    finally:
        connections["default"].close()
        connections["default"] = tests_own


@contextmanager
def on_sqlite(folders):
    place = folders.data / "db.sqlite3"
    place.write_bytes(connection.connection.serialize())
    with connected_to(place):
        yield


made = set()


@contextmanager
def on_postgresql(folders):
    template = connection.settings_dict["NAME"] + "_template"
    if template not in made:
        run(f'DROP DATABASE IF EXISTS "{template}"')
        run(f'CREATE DATABASE "{template}"')
        fill(template)
        made.add(template)
    copy = connection.settings_dict["NAME"] + "_copy"
    run(f'DROP DATABASE IF EXISTS "{copy}"')
    run(f'CREATE DATABASE "{copy}" TEMPLATE "{template}"')
    try:
        with connected_to(copy):
            yield
    finally:
        run(f'DROP DATABASE IF EXISTS "{copy}"')


def run(sql):
    with connection._nodb_cursor() as cursor:
        cursor.execute(sql)


def fill(name):
    """With what the migrations made: the test's own transaction is not seen from outside."""
    info = connection.connection.info
    server = [f"--host={info.host}", f"--port={info.port}", f"--username={info.user}"]
    dump = ["pg_dump", *server, info.dbname]
    load = ["psql", "-q", "-v", "ON_ERROR_STOP=1", *server, name]
    environment = {**os.environ, "PGPASSWORD": info.password}
    more = {"capture_output": True, "check": True, "env": environment}
    subprocess.run(load, input=subprocess.run(dump, **more).stdout, **more)


@pytest.fixture(scope="session", autouse=True)
def _template_of_this_run(request):
    """Made anew in each run: the migrations may have changed."""
    yield
    with request.getfixturevalue("django_db_blocker").unblock():
        for name in made:
            run(f'DROP DATABASE IF EXISTS "{name}"')
