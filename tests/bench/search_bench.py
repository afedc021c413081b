"""How quick the search is at engine level: `make bench-search`.

    python tests/bench/search_bench.py [--entries 100000] [--desks 5000] [--engine …]

The database is one of its own, made anew and thrown away: a SQLite file in a temporary folder, or,
with DATABASE_URL, a new database on that PostgreSQL. With SEARCH_URL and `--engine elasticsearch`
the entries go to an index of their own there as well. `--keep FOLDER` keeps what was written and
uses it again. `--pages` measures instead how quickly entries are made from pages, on the content
that comes with the product. Clients are processes, as a site's workers are. On a busy machine the
wall clock says little: the load and the processor's time of the client are told beside it.
"""

from __future__ import annotations

import argparse
import json
import os
import pickle
import subprocess
import sys
import tempfile
import time
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
sys.path[:0] = [str(ROOT / "site"), str(ROOT), str(HERE)]
os.environ["DJANGO_SETTINGS_MODULE"] = "config.settings.test"

BATCH = 2_000
NAME = "sportello_bench"


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--engine", default="database", choices=ENGINES)
    parser.add_argument("--entries", type=int, default=100_000)
    parser.add_argument("--desks", type=int, default=5_000)
    parser.add_argument("--clients", type=int, nargs="*", default=[1, 4])
    parser.add_argument("--questions", type=int, default=400, help="per client")
    parser.add_argument("--pages", action="store_true", help="entries from pages alone")
    parser.add_argument("--keep", type=Path, help="folder to keep and use again")
    parser.add_argument("--parts", action="store_true", help="figures of each part too")
    parser.add_argument("--client", type=int, help=argparse.SUPPRESS)
    return parser.parse_args()


ENGINES = ("database", "elasticsearch")


def engine_named(name: str):
    """The engine to measure."""
    from django.conf import settings

    from search import engines

    if name == "elasticsearch":
        settings.SEARCH_URL, settings.SEARCH_INDEX = settings.TEST_SEARCH_URL, "bench"
        settings.SEARCH_TIMEOUT = 30.0  # A time that is cut off measures nothing.
    return engines.engine_named(name)


def asked_of(engine) -> list[tuple[float, float]]:
    """Collects, of each question to an Elasticsearch, the milliseconds until its answer and the
    milliseconds that it says its own part took."""
    taken: list[tuple[float, float]] = []
    if engine.name == "elasticsearch":
        ask = engine._ask

        def noting(budget, body):
            begun = time.perf_counter()
            answer = ask(budget, body)
            taken.append(((time.perf_counter() - begun) * 1000, answer["took"]))
            return answer

        engine._ask = noting
    return taken


# --- a database of its own --------------------------------------------------------


@contextmanager
def own_database(keep: Path | None):
    """DATA_DIR or DATABASE_URL point at a database that nobody else has."""
    url = os.environ.get("DATABASE_URL", "")
    with tempfile.TemporaryDirectory(prefix="sportello-bench-") as made:
        folder = keep or Path(made)
        folder.mkdir(parents=True, exist_ok=True)
        os.environ["DATA_DIR"] = str(folder)
        if not url.startswith("postgres"):
            os.environ.pop("DATABASE_URL", None)
            yield folder
            return
        with own_postgresql(url, keep is not None):
            yield folder


@contextmanager
def own_postgresql(url: str, keep: bool):
    import psycopg

    name = NAME if keep else f"{NAME}_{os.getpid()}"
    with psycopg.connect(url, autocommit=True) as server:
        found = server.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name])
        if not found.fetchone():
            server.execute(f'CREATE DATABASE "{name}"')
    os.environ["DATABASE_URL"] = urlunsplit(urlsplit(url)._replace(path=f"/{name}"))
    try:
        yield
    finally:
        from django.db import connections

        connections.close_all()
        if not keep:
            with psycopg.connect(url, autocommit=True) as server:
                server.execute(f'DROP DATABASE "{name}"')


# --- writing -------------------------------------------------------------------------


def entries(maker, folder: Path):
    """All entries, made once."""
    kept = folder / f"entries-{maker.entries}-{maker.desks}.pickle"
    if not kept.exists():
        kept.write_bytes(pickle.dumps(list(maker.all())))
    return pickle.loads(kept.read_bytes())


def fill(engine, everything) -> float:
    """Entries a second, in batches, into an index that searches go on in."""
    begun = time.perf_counter()

    def write() -> int:
        for start in range(0, len(everything), BATCH):
            engine.index(everything[start : start + BATCH])
        return len(everything)

    engine.rebuild(write)
    engine.refresh()
    return len(everything) / (time.perf_counter() - begun)


def analyse() -> None:
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("ANALYZE" if connection.vendor == "sqlite" else "VACUUM ANALYZE")


def one_change(engine, everything, number: int = 30) -> list[float]:
    """Milliseconds to write one entry anew."""
    times = []
    for entry in everything[:: len(everything) // number][:number]:
        begun = time.perf_counter()
        engine.index([entry])
        times.append((time.perf_counter() - begun) * 1000)
    return sorted(times)


def size_of_index() -> int:
    """Bytes of the database."""
    from django.db import connection

    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute(
                "SELECT page_count * page_size FROM pragma_page_count, pragma_page_size"
            )
        else:
            cursor.execute("SELECT pg_database_size(current_database())")
        return cursor.fetchone()[0]


# --- asking --------------------------------------------------------------------------


def percentiles(times: list[float]) -> str:
    times = sorted(times)
    at = [times[min(len(times) - 1, int(len(times) * q))] for q in (0.5, 0.95, 0.99)]
    return "p50 {:6.1f}  p95 {:6.1f}  p99 {:6.1f} ms".format(*at)


def ask(args) -> None:
    """One client: prints its times as JSON."""
    import django

    django.setup()
    from search_entries import Maker
    from search_mix import Asker

    from search.vocabulary import current_vocabulary

    engine = engine_named(args.engine)
    words = current_vocabulary()
    asker = Asker(dict(words.forms), words.entries, Maker(args.entries, args.desks))
    seed = 100 + args.client
    for question in asker.questions(20, seed + 1000):  # Warm up.
        engine.search(question.request)
    out: dict = {"search": [], "suggest": [], "raw": []}
    taken = asked_of(engine)
    for question in asker.questions(args.questions, seed):
        taken.clear()
        begun, used = time.perf_counter(), time.process_time()
        result = engine.search(question.request)
        took = (time.perf_counter() - begun) * 1000
        used = (time.process_time() - used) * 1000
        if taken:
            out["raw"].append([sum(part) for part in zip(*taken, strict=True)])
        asked = repr(question.request)[:150]
        out["search"].append((question.part, took, result.total, asked, used))
    for text in asker.starts(args.questions, seed):
        begun = time.perf_counter()
        engine.suggest(text)
        out["suggest"].append((text, (time.perf_counter() - begun) * 1000))
    out["memory"] = most_memory()
    print(json.dumps(out))


def most_memory() -> float:
    """The most that this process had in memory so far, in MB.

    Not `getrusage`: a process that was started by a large one begins with that one's figure.
    """
    status = Path("/proc/self/status").read_text(encoding="ascii")
    most = next(line for line in status.splitlines() if line.startswith("VmHWM:"))
    return int(most.split()[1]) / 1024


def ask_with(args, clients: int) -> list[dict]:
    """What so many clients measured at the same time."""
    command = [sys.executable, __file__, *sys.argv[1:], "--client"]
    running = [
        subprocess.Popen([*command, str(n)], stdout=subprocess.PIPE, text=True)
        for n in range(clients)
    ]
    return [json.loads(process.communicate()[0]) for process in running]


def report(clients: int, answers: list[dict], parts: bool) -> None:
    searches = [row for answer in answers for row in answer["search"]]
    starts = [row for answer in answers for row in answer["suggest"]]
    print(f"{clients} clients: search   {percentiles([row[1] for row in searches])}")
    print(f"{clients} clients: its CPU  {percentiles([row[4] for row in searches])}")
    raw = [taken for answer in answers for taken in answer["raw"]]
    if raw:
        print(f"{clients} clients: raw      {percentiles([one[0] for one in raw])}")
        print(f"{clients} clients: server   {percentiles([one[1] for one in raw])}")
    print(f"{clients} clients: suggest  {percentiles([row[1] for row in starts])}")
    print(
        f"{clients} clients: memory   {max(a['memory'] for a in answers):.0f} MB each"
    )
    if parts:
        for part in sorted({row[0] for row in searches}):
            times = [row[1] for row in searches if row[0] == part]
            print(f"    {part:15} {len(times):4}  {percentiles(times)}")
        for row in sorted(searches, key=lambda row: -row[1])[:12]:
            print(f"    {row[1]:7.1f} ms {row[2]:6} found  {row[0]}  {row[3]}")


def pages() -> None:
    """Entries a second, made from the pages of the content that comes with the product."""
    from django.core.management import call_command

    from search.building import build, searchable_pages

    with open(os.devnull, "w") as nothing:
        call_command("demo", no_serve=True, stdout=nothing)
    ids = list(searchable_pages().values_list("pk", flat=True))
    build(ids)
    begun, used = time.perf_counter(), time.process_time()
    number = sum(len(build(ids).entries) for _ in range(3))
    took, used = time.perf_counter() - begun, time.process_time() - used
    print(f"pages    {number / took:.0f} entries/s ({number / used:.0f} by its CPU)")


def prepared(engine, args, folder: Path):
    """Fill what is not filled yet; all entries. Words are counted in the database always."""
    from search_entries import Maker

    from search.engines import database_engine

    everything = entries(Maker(args.entries, args.desks), folder)
    database = database_engine()
    for one in {database.name: database, engine.name: engine}.values():
        if one.is_to_rebuild() or len(one.page_ids()) != len(everything):
            used = time.process_time()
            rate = fill(one, everything)
            used = len(everything) / (time.process_time() - used)
            print(f"bulk     {rate:.0f} entries/s ({used:.0f} by its CPU), {one.name}")
            analyse()
    return everything


def main() -> None:
    args = arguments()
    if args.client is not None:
        ask(args)
        return
    with own_database(args.keep) as folder:
        import django

        django.setup()
        from django.core.management import call_command
        from django.db import connection

        call_command("migrate", verbosity=0)
        load = ", ".join(f"{one:.1f}" for one in os.getloadavg())
        print(f"{args.engine} on {connection.vendor}; load of the machine {load}")
        if args.pages:
            pages()
            return
        engine = engine_named(args.engine)
        everything = prepared(engine, args, folder)
        print(f"size     {size_of_index() / 1e6:.0f} MB with {len(everything)} entries")
        print(f"change   {percentiles(one_change(engine, everything))}")
        for clients in args.clients:
            report(clients, ask_with(args, clients), args.parts)


if __name__ == "__main__":
    main()
