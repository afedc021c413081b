"""Time and weight of the orientation sheet, on the demonstration's data: part of `make bench`.

Seconds are of this process's own time. The first PDF of a process loads the library; later
ones are the median of several.
"""

from __future__ import annotations

import os
import statistics
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "site")]
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.dev")

ROUNDS = 7
# In seconds and queries.
PDF_BUDGET = 2.0
SQL_BUDGET = 20
HEADERS = {"Sec-Fetch-Site": "same-origin"}
FORMS = {
    "A4": {},
    "A5, large, Arabic": {"formato": "a5", "grande": "si", "lingua": "ar"},
}


def pages(most: int) -> list:
    """Services and desks in turn, by their key."""
    from directory.models import DeskPage, ServicePage

    sheets = ServicePage.objects.published().order_by("pk")[: most // 2]
    desks = DeskPage.objects.published().order_by("pk")[: most // 2]
    return [page for pair in zip(sheets, desks, strict=True) for page in pair]


def seconds(client, name: str, sent: dict) -> tuple[float, bytes]:
    """How much of a processor one answer takes, and what it is."""
    begun = time.process_time()
    answer = client.post(f"/la-mia-lista/{name}/", sent, headers=HEADERS)
    took = time.process_time() - begun
    if answer.status_code != 200:
        sys.exit(f"{name}: {answer.status_code}")
    return took, answer.content


def main() -> int:
    """Print the table; 1 where a budget is broken."""
    import logging

    import django

    django.setup()
    logging.disable(logging.INFO)
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    client = Client(SERVER_NAME="localhost")
    faults = 0
    print(
        f"{'sheet':24}{'things':>7}{'SQL':>5}{'first s':>9}{'then s':>8}{'bytes':>10}"
    )
    for most in (4, 12):
        codes = "-".join(page.short_code for page in pages(most))
        for label, more in FORMS.items():
            sent = {"lista": codes, **more}
            seconds(client, "elenco", sent)
            with CaptureQueriesContext(connection) as queries:
                seconds(client, "elenco", sent)
            sql = len(queries)
            first, content = seconds(client, "pdf", sent)
            if not content.startswith(b"%PDF"):
                print("no PDF: Pango is missing", file=sys.stderr)
                return 2
            then = statistics.median(
                seconds(client, "pdf", sent)[0] for _ in range(ROUNDS)
            )
            print(f"{label:24}{most:7}{sql:5}{first:9.2f}{then:8.2f}{len(content):10,}")
            faults += then > PDF_BUDGET or sql > SQL_BUDGET
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
