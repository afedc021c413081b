"""What a new site starts with; afterwards it belongs to the coordinator.

Each default is written once and its key kept: changed or deleted, it never comes back, and a
newer version of the product adds what is new alone.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml
from django.db import connections, transaction

from search.models import (
    AmbiguousWord,
    CrisisHelp,
    CrisisPhrase,
    GivenDefault,
    WordMeaning,
)

DATA = Path(__file__).resolve().parents[1] / "data"
NEEDED = (AmbiguousWord, CrisisHelp, CrisisPhrase, GivenDefault, WordMeaning)


@transaction.atomic
def give_defaults() -> int:
    """Write the defaults that were never written; how many."""
    given = set(GivenDefault.objects.values_list("key", flat=True))
    keys = [*_helps(given), *_phrases(given), *_words(given)]
    GivenDefault.objects.bulk_create(GivenDefault(key=key) for key in keys)
    return len(keys)


def after_migration(using: str = "default", **_: Any) -> None:
    """Receiver of `post_migrate`; a database migrated halfway has not all tables yet."""
    tables = set(connections[using].introspection.table_names())
    if using == "default" and all(model._meta.db_table in tables for model in NEEDED):
        give_defaults()


def _helps(given: set[str]) -> Iterator[str]:
    for order, entry in enumerate(_read("crisis-it"), start=1):
        key = f"help:{entry['code']}"
        if key in given:
            continue
        CrisisHelp.objects.get_or_create(
            code=entry["code"],
            defaults={
                "name": entry["name"],
                "title": entry["title"],
                "text": entry["text"],
                "numbers": "\n".join(entry["numbers"]),
                "default_sheet": entry["sheet"],
                "order": order * 10,
            },
        )
        yield key


def _phrases(given: set[str]) -> Iterator[str]:
    helps = {help_.code: help_ for help_ in CrisisHelp.objects.all()}
    rows = []
    for entry in _read("crisis-it"):
        for phrase in entry["phrases"] if entry["code"] in helps else ():
            key = f"phrase:{entry['code']}:{phrase['phrase']}"
            if key not in given:
                rows.append(_phrase(helps[entry["code"]], phrase))
                yield key
    CrisisPhrase.objects.bulk_create(rows, ignore_conflicts=True)


def _phrase(help_: CrisisHelp, entry: dict[str, Any]) -> CrisisPhrase:
    return CrisisPhrase(
        help=help_,
        phrase=entry["phrase"],
        is_whole=entry.get("whole", False),
        unless=entry.get("unless", ""),
        counter_examples="\n".join(entry["not"]),
    )


def _words(given: set[str]) -> Iterator[str]:
    for entry in _read("ambiguous-it"):
        key = f"word:{entry['word']}"
        if key in given:
            continue
        word, is_new = AmbiguousWord.objects.get_or_create(
            word=entry["word"], defaults={"is_whole": entry.get("whole", False)}
        )
        if is_new:
            WordMeaning.objects.bulk_create(_meanings(word, entry["meanings"]))
        yield key


def _meanings(word: AmbiguousWord, entries: list[dict[str, str]]) -> list[WordMeaning]:
    return [
        WordMeaning(
            word=word,
            sort_order=place,
            label=entry["label"],
            search_text=entry["search"],
            deciding_words=entry.get("deciding", ""),
        )
        for place, entry in enumerate(entries)
    ]


def _read(name: str) -> Any:
    return yaml.safe_load((DATA / f"{name}.yaml").read_text(encoding="utf-8"))
