"""Weight and speed of the public pages, on the demonstration's data: `make bench`.

CPU is this process's own time per request, the median of several rounds after a warm-up,
so that other work on the machine disturbs it little. Sizes are what a browser would load.
"""

from __future__ import annotations

import gzip
import os
import re
import statistics
import sys
import time
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "site")]
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.dev")

ROUNDS = 5
REQUESTS = 30
PATHS = {
    "service": "/servizi/caaf-cgil/isee/",
    "listing": "/servizi/",
    "desks": "/sportelli/",
    "home": "/",
    "search": "/cerca/?q=isee",
    "my list": "/la-mia-lista/",
}
CPU_BUDGET = {"service": 12.0}
LISTING_BUDGET = 25.0
HTML_BUDGET = 12_000
FIRST_VIEW_BUDGET = 300_000
REQUEST_BUDGET = 15
SCRIPT_BUDGET = 30_000
ASSET = re.compile(r'(?:href|src)="(/static/[^"#]+|/colori\.css)')


@dataclass(frozen=True)
class Measure:
    """One page: milliseconds of CPU, queries, bytes."""

    name: str
    cpu: float
    sql: int
    html: int
    first_view: int
    requests: int
    script: int

    @property
    def faults(self) -> list[str]:
        """The budgets it breaks."""
        budgets = [
            ("CPU", self.cpu, CPU_BUDGET.get(self.name, LISTING_BUDGET)),
            ("HTML", self.html, HTML_BUDGET),
            ("first view", self.first_view, FIRST_VIEW_BUDGET),
            ("requests", self.requests, REQUEST_BUDGET),
            ("script", self.script, SCRIPT_BUDGET),
        ]
        return [name for name, found, budget in budgets if found > budget]


def squeezed(body: bytes) -> int:
    """Bytes after gzip."""
    return len(gzip.compress(body, 6, mtime=0))


def asset(client, url: str) -> bytes:
    """A file the page loads, from its folder or from the site."""
    place = ROOT / url.lstrip("/")
    return place.read_bytes() if place.is_file() else client.get(url).content


def machine_speed() -> float:
    """CPU seconds of ten million additions: the same code on the same machine gives
    twice as much while other work shares its cores, and so do the pages."""
    begun, total = time.process_time(), 0
    for number in range(10_000_000):
        total += number
    return time.process_time() - begun


def cpu_of(client, path: str) -> float:
    """Milliseconds of CPU per request: the median of the rounds."""
    rounds = []
    for _ in range(ROUNDS):
        begun = time.process_time()
        for _ in range(REQUESTS):
            client.get(path)
        rounds.append((time.process_time() - begun) * 1000 / REQUESTS)
    return statistics.median(rounds)


def measure(client, name: str, path: str) -> Measure:
    """One page."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    client.get(path)
    with CaptureQueriesContext(connection) as queries:
        body = client.get(path).content
    sql = len(queries)
    urls = list(dict.fromkeys(ASSET.findall(body.decode())))
    files = {url: asset(client, url) for url in urls}
    fonts = list((ROOT / "static/fonts").glob("*.woff2"))
    weights = {
        url: len(data) if url.endswith("woff2") else squeezed(data)
        for url, data in files.items()
    }
    unlinked = sum(
        f.stat().st_size for f in fonts if not any(f.name in url for url in urls)
    )
    return Measure(
        name,
        cpu_of(client, path),
        sql,
        squeezed(body),
        squeezed(body) + sum(weights.values()) + unlinked,
        1 + len(urls),
        sum(weight for url, weight in weights.items() if url.endswith(".js")),
    )


def main() -> int:
    """Print the table; 1 where a budget is broken."""
    import logging

    import django

    django.setup()
    logging.disable(logging.INFO)
    from django.test import Client

    client = Client(SERVER_NAME="localhost")
    print(f"this machine now: ten million additions in {machine_speed():.2f} s of CPU")
    faults = []
    print(
        f"{'page':10}{'CPU ms':>8}{'SQL':>5}{'HTML gz':>9}{'view':>9}{'req':>5}{'JS gz':>7}"
    )
    for name, path in PATHS.items():
        if client.get(path).status_code != 200:
            print(f"{path}: not there; run make demo first", file=sys.stderr)
            return 2
        row = measure(client, name, path)
        print(
            f"{row.name:10}{row.cpu:8.1f}{row.sql:5}{row.html:9,}{row.first_view:9,}"
            f"{row.requests:5}{row.script:7,}  {', '.join(row.faults) or 'ok'}"
        )
        faults += row.faults
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
