"""A migrated SQLite kept between runs: applying Wagtail's migrations takes most of a short run.

Kept in the temporary folder under a name that follows from all that makes it: the migrations, what
runs after them, the locked packages. CI migrates anew each time.
"""

from __future__ import annotations

import hashlib
import os
import sqlite3
import sys
import tempfile
from contextlib import closing
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
MADE_OF = (
    "*/migrations/*.py",
    "tests/*/testapp/migrations/*.py",
    "*/apps.py",
    "*/signal_handlers.py",
    "search/answers/defaults.py",
    "search/default_synonyms.py",
    "search/data/*",
    "accounts/audit/triggers.py",
    "editorial/releases/freezing.py",
    "requirements/dev.txt",
    "tests/kept_database.py",
)


def is_wanted() -> bool:
    """On SQLite, and not in CI."""
    from django.db import connection

    return connection.vendor == "sqlite" and os.environ.get("CI") != "true"


def place() -> Path:
    """Where the database of this state of the code lies, or will lie."""
    digest = hashlib.sha256(sys.version.encode())
    for path in sorted(path for made in MADE_OF for path in ROOT.glob(made)):
        digest.update(str(path.relative_to(ROOT)).encode() + path.read_bytes())
    folder = Path(tempfile.gettempdir()) / f"sportello-test-db-{os.getuid()}"
    return folder / f"{digest.hexdigest()[:24]}.sqlite3"


def use() -> None:
    """Let the making of the test database begin with the one kept, or keep what it made."""
    from django.db import connection

    kept, make = place(), connection.creation.create_test_db

    def create_test_db(*args: Any, **kwargs: Any) -> str:
        if kept.exists():
            return restore(kept)
        name = make(*args, **kwargs)
        keep(kept)
        return name

    connection.creation.create_test_db = create_test_db


def restore(kept: Path) -> str:
    """Open the test database as Django names it, and fill it from the one kept; its name."""
    from django.conf import settings
    from django.db import connection

    name = connection.creation._get_test_db_name()
    connection.close()
    settings.DATABASES["default"]["NAME"] = connection.settings_dict["NAME"] = name
    connection.ensure_connection()
    with closing(sqlite3.connect(kept)) as source:
        source.backup(connection.connection)
    return name


def keep(target: Path) -> None:
    """Keep the database just migrated; whole, even if two runs do it at once."""
    from django.db import connection

    target.parent.mkdir(mode=0o700, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=target.parent)
    os.close(handle)
    connection.ensure_connection()
    with closing(sqlite3.connect(name)) as copy:
        connection.connection.backup(copy)
    Path(name).replace(target)
