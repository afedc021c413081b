"""The synonyms that a new site starts with; afterwards they belong to the coordinator.

Each is written once and its key kept (`GivenDefault`): changed or deleted it never comes back, and
a newer version of the product adds what is new alone.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.db import connections, transaction

from search.models import GivenDefault, SynonymGroup
from search.understanding.synonyms import ARROW, read_group

FILE = Path(__file__).resolve().parent / "data" / "synonyms-it.txt"
SECTION = "# --- "
NEEDED = (GivenDefault, SynonymGroup)


def default_groups() -> Iterator[SynonymGroup]:
    """The groups of the file, unsaved; the title of their section is the note."""
    note = ""
    for line in FILE.read_text(encoding="utf-8").splitlines():
        if line.startswith(SECTION):
            note = line.removeprefix(SECTION)
        elif line and not line.startswith("#"):
            yield SynonymGroup(words=line, is_one_way=ARROW in line, note=note)


def key_of(group: SynonymGroup) -> str:
    """Known by its first words: a default that grows in a newer version is the same default."""
    read = read_group(group.words)
    return f"synonyms{ARROW * read.is_one_way}:{read.sought[0]}"[:300]


@transaction.atomic
def give_default_synonyms() -> int:
    """Write the groups that were never written; how many."""
    given = set(GivenDefault.objects.values_list("key", flat=True))
    new = {
        key: group for group in default_groups() if (key := key_of(group)) not in given
    }
    SynonymGroup.objects.bulk_create(new.values())
    GivenDefault.objects.bulk_create(GivenDefault(key=key) for key in new)
    return len(new)


def after_migration(using: str = "default", **_: Any) -> None:
    """Receiver of `post_migrate`; a database migrated halfway has not all tables yet."""
    tables = set(connections[using].introspection.table_names())
    if using == "default" and all(model._meta.db_table in tables for model in NEEDED):
        give_default_synonyms()
