"""`manage.py search_index rebuild|status|repair`: the indexes of the public search."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import asdict
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, TimeRemainingColumn
from rich.progress import Progress as Bar

from search.building import searchable_pages
from search.engines import (
    Engine,
    EngineUnavailable,
    UnknownEngine,
    all_engines,
    engine_named,
    engine_names,
)
from search.index import repair
from search.outbox import drain, waiting
from search.rebuilding import rebuild, writing
from search.turns import TurnTaken

Report = dict[str, Any]


class Command(BaseCommand):
    """Does one engine after the other; one that does not answer keeps no other from it."""

    help = (
        "Gli indici della ricerca pubblica: rebuild li ricostruisce mentre le ricerche "
        "continuano, status dice come stanno, repair li confronta con le pagine e li mette "
        "a posto."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("action", choices=("rebuild", "status", "repair"))
        parser.add_argument("--engine", help="uno solo: database o elasticsearch")
        parser.add_argument("--json", action="store_true", help="risponde in JSON")

    def handle(self, *args: Any, **options: Any) -> None:
        self.is_json = options["json"]
        self.is_quiet = self.is_json or options["verbosity"] == 0
        act: Callable[[Engine], Report] = getattr(self, f"_{options['action']}")
        reports = [self._report(act, e) for e in _engines(options["engine"])]
        if self.is_json:
            self.stdout.write(json.dumps(reports, ensure_ascii=False, indent=2))
        failed = [report["engine"] for report in reports if "error" in report]
        if failed:
            told = [f"{r['engine']}: {r['error']}" for r in reports if "error" in r]
            raise CommandError("\n".join(told))

    def _report(self, act: Callable[[Engine], Report], engine: Engine) -> Report:
        try:
            report = {"engine": engine.name, **act(engine)}
        except EngineUnavailable as fault:
            return {"engine": engine.name, "error": str(fault)}
        except TurnTaken:
            error = "qualcun altro sta aggiornando questo indice: riprova fra poco"
            return {"engine": engine.name, "error": error}
        if not self.is_quiet:
            self.stdout.write(report.pop("line"))
        report.pop("line", None)
        return report

    def _rebuild(self, engine: Engine) -> Report:
        console = Console(stderr=True)
        columns = (BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
        quiet = self.is_quiet or not console.is_terminal
        with Bar(*columns, console=console, disable=quiet) as bar:
            task = bar.add_task("indice")
            number = rebuild(
                engine,
                lambda done, total: bar.update(task, completed=done, total=total),
            )
        line = f"{engine.name}: indice ricostruito, {number} pagine."
        return {"pages": number, "line": line}

    def _status(self, engine: Engine) -> Report:
        status = engine.status()
        pending, pages = waiting(engine.name), searchable_pages().count()
        if not status.is_available:
            raise EngineUnavailable(f"{status.detail} ({pending} modifiche in attesa)")
        line = (
            f"{engine.name}: {status.entries} voci, {pages} pagine pubblicate, "
            f"{pending} modifiche in attesa. {status.detail}."
        )
        return {**asdict(status), "pages": pages, "pending": pending, "line": line}

    def _repair(self, engine: Engine) -> Report:
        with writing(engine) as turn:
            drained = drain(engine, turn=turn)
            found = repair(engine)
        line = (
            f"{engine.name}: {drained} modifiche in attesa, {len(found.missing)} schede "
            f"mancanti, {len(found.changed)} cambiate, {len(found.surplus)} voci di troppo: "
            "ora è a posto."
        )
        return {
            "drained": drained,
            "missing": sorted(found.missing),
            "changed": sorted(found.changed),
            "surplus": sorted(found.surplus),
            "line": line,
        }


def _engines(name: str | None) -> tuple[Engine, ...]:
    if not name:
        return all_engines()
    try:
        return (engine_named(name),)
    except UnknownEngine as error:
        known = ", ".join(engine_names())
        raise CommandError(
            f"Il motore «{name}» non c'è. Ci sono: {known}. Per elasticsearch serve "
            "SEARCH_URL (vedi .env.example)."
        ) from error
