"""A site under steady load on three nodes, one of which, the master, is killed.

Started by `test_cluster.py` under `es-node`; writes one line of JSON.
"""

import json
import os
import signal
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]
sys.path[:0] = [str(ROOT / "site"), str(ROOT)]
NODES = Path(sys.argv[1])
PAGES, BEFORE, AFTER, PATIENCE = 30, 8, 20, 90


class Load:
    """What the threads share."""

    def __init__(self):
        self.ends = threading.Event()
        self.times = []
        self.reduced = 0
        self.failures = []
        self.changes = 0

    def guarded(self, step, pause):
        from django.db import connection

        while not self.ends.is_set():
            try:
                step()
            except Exception as error:  # noqa: BLE001 - each is counted
                self.failures.append(repr(error)[:300])
            time.sleep(pause)
        connection.close()

    def search(self):
        from search.find import find
        from search.request import SearchRequest

        begun = time.monotonic()
        result = find(SearchRequest("scheda"))
        self.times.append(time.monotonic() - begun)
        self.reduced += result.is_reduced
        if result.total < PAGES:
            self.failures.append(f"{result.total} found, reduced: {result.is_reduced}")

    def publish(self):
        from home.models import StandardPage

        page = StandardPage.objects.order_by("pk")[self.changes % PAGES]
        page.title = f"Scheda {self.changes}"
        page.save_revision().publish()
        self.changes += 1


def prepare():
    from django.core.management import call_command

    from home.demo import make_pages
    from home.models import HomePage, StandardPage
    from search.engines import ELASTICSEARCH, engine_named
    from search.rebuilding import rebuild

    call_command("migrate", verbosity=0)
    make_pages()
    StandardPage.objects.all().delete()
    home = HomePage.objects.get()
    for n in range(PAGES):
        home.add_child(instance=StandardPage(title=f"Scheda {n}", slug=f"scheda-{n}"))
    engine = engine_named(ELASTICSEARCH)
    rebuild(engine)
    client = engine.servers.client
    patient = client.options(request_timeout=70)
    patient.cluster.health(wait_for_status="green", timeout="60s")
    warm_up(engine)
    return engine


def warm_up(engine):
    """A server that has just started is slow at its first searches."""
    from search.request import SearchRequest

    engine.asking = 30
    for _ in range(30):
        engine.search(SearchRequest("scheda"))


def kill_master(engine):
    client = engine.servers.client
    name = client.cat.master(format="json", h="node").body[0]["node"]
    pid = int((NODES / name / "es.pid").read_text())
    os.kill(pid, signal.SIGKILL)
    return name


def until_in_step(engine):
    """Seconds until nothing waits, and what differs then."""
    from search.outbox import waiting

    begun = time.monotonic()
    while waiting(engine.name) and time.monotonic() - begun < PATIENCE:
        time.sleep(0.5)
    return time.monotonic() - begun, waiting(engine.name)


def main():
    import django

    django.setup()
    engine = prepare()
    load = Load()
    worker = subprocess.Popen(
        [sys.executable, "manage.py", "db_worker", "--no-reload", "-v", "0"], cwd=ROOT
    )
    threads = [
        threading.Thread(target=load.guarded, args=[load.search, 0.05])
        for _ in range(3)
    ]
    threads.append(threading.Thread(target=load.guarded, args=[load.publish, 0.3]))
    for thread in threads:
        thread.start()
    time.sleep(BEFORE)
    killed = kill_master(engine)
    time.sleep(AFTER)
    load.ends.set()
    for thread in threads:
        thread.join()
    seconds, left = until_in_step(engine)
    worker.terminate()
    worker.wait(30)
    engine.refresh()
    from search.index import differences

    times = sorted(load.times)
    report = {
        "killed": killed,
        "searches": len(times),
        "failures": load.failures[:5],
        "reduced": load.reduced,
        "p50": times[len(times) // 2],
        "slowest": times[-1],
        "changes": load.changes,
        "seconds to be in step": seconds,
        "left": left,
        "differences": differences(engine).all,
    }
    sys.stdout.write(f"{json.dumps(report)}\n")


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        os.environ.update(
            DJANGO_SETTINGS_MODULE="config.settings.dev",
            DATA_DIR=folder,
            DATABASE_URL="",
            SEARCH_URL=os.environ["ELASTICSEARCH_URLS"],
            SEARCH_INDEX="cluster",
            SEARCH_WRITE_TIMEOUT="10",
        )
        main()
