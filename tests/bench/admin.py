"""Queries and time of the admin for a body's editor, on a large directory: `make bench-admin`.

Made in a database of its own: 300 bodies, 2,000 sheets, the editor's body keeping 200 of them; then
ten times the sheets, and ten times the rows of the sheet that is opened. Time is this process's
own (CPU), the median of the rounds after a warm-up, so that other work on the machine disturbs it
little; the database of the bench is a file, so there is little else to wait for.
"""

from __future__ import annotations

import os
import statistics
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "site")]
os.environ["DJANGO_SETTINGS_MODULE"] = "config.settings.test"
os.environ.setdefault(
    "DATABASE_URL", f"sqlite:///{tempfile.mkdtemp(prefix='bench-admin-')}/db.sqlite3"
)

BODIES, SHEETS, OWN, ROWS, TIMES = 300, 2_000, 200, 4, 10
ROUNDS = 11
BATCH = 200
QUERIES = {"explorer": 40, "services": 40, "edit": 80}
MILLISECONDS = 400


def sheets_below(body, number: int) -> None:
    """So many published sheets, written in bulk: one by one they take a quarter of an hour."""
    from django.contrib.contenttypes.models import ContentType
    from wagtail.models import Page

    from directory.models import ServicePage

    body.refresh_from_db()
    kind = ContentType.objects.get_for_model(ServicePage)
    first = body.numchild
    pages = Page.objects.bulk_create(
        [
            Page(
                path=Page._get_path(body.path, body.depth + 1, first + place + 1),
                depth=body.depth + 1,
                title=f"Servizio {body.pk}-{first + place}",
                draft_title=f"Servizio {body.pk}-{first + place}",
                slug=f"servizio-{first + place}",
                url_path=f"{body.url_path}servizio-{first + place}/",
                content_type=kind,
                locale=body.locale,
                live=True,
            )
            for place in range(number)
        ]
    )
    fields = ServicePage._meta.local_concrete_fields
    for start in range(0, number, BATCH):
        ServicePage._base_manager._insert(
            [
                ServicePage(page_ptr_id=page.pk, summary="Un servizio di prova.")
                for page in pages[start : start + BATCH]
            ],
            fields=fields,
            using="default",
            raw=True,
        )
    Page.objects.filter(pk=body.pk).update(numchild=first + number)


def directory():
    """The home, the list, the bodies and their sheets; the editor's own body."""
    from wagtail.models import Locale, Page, Site

    from directory.models import ServiceIndexPage
    from home.models import HomePage
    from tests.factories import OrganisationFactory

    Locale.objects.get_or_create(language_code="it")
    root = Page.objects.get(depth=1)
    root.get_children().delete()
    root.refresh_from_db()
    home = root.add_child(instance=HomePage(title="Sportello", slug="home"))
    index = home.add_child(instance=ServiceIndexPage(title="Servizi", slug="servizi"))
    Site.objects.update_or_create(
        is_default_site=True, defaults={"hostname": "localhost", "root_page": home}
    )
    bodies = [OrganisationFactory(parent=index) for _ in range(BODIES)]
    own, others = bodies[0], bodies[1:]
    sheets_below(own, OWN)
    for body in others:
        sheets_below(body, (SHEETS - OWN) // len(others) + 1)
    return own, others


def full_sheet(body):
    """A sheet with something in every list."""
    from tests.editorial.test_admin_queries import more_rows
    from tests.factories import ServiceFactory, fill

    sheet = fill(ServiceFactory(parent=body, complete=True))
    more_rows(sheet, ROWS)
    return sheet


def measure(client, url: str) -> tuple[int, float]:
    """Queries and milliseconds of CPU of one address."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    for _ in range(2):
        assert client.get(url).status_code == 200
    with CaptureQueriesContext(connection) as queries:
        client.get(url)
    sql = len(queries)
    times = []
    for _ in range(ROUNDS):
        begun = time.process_time()
        client.get(url)
        times.append((time.process_time() - begun) * 1000)
    return sql, statistics.median(times)


def report(client, name: str, addresses: dict[str, str]) -> list[str]:
    """Print a line for each address; what breaks a budget."""
    faults = []
    for key, url in addresses.items():
        sql, p50 = measure(client, url)
        late = sql > QUERIES[key] or p50 > MILLISECONDS
        faults += [f"{name} {key}"] if late else []
        print(f"{name:12}{key:10}{sql:6}{p50:9.0f}  {'too much' if late else 'ok'}")
    return faults


def main() -> int:
    """Print the table; 1 where a budget is broken."""
    import logging

    import django

    django.setup()
    logging.disable(logging.INFO)
    from django.core.management import call_command
    from django.test import Client

    from directory.models import ServicePage
    from tests.editorial.test_admin_queries import more_rows
    from tests.factories import make_member, show_factor

    call_command("migrate", verbosity=0)
    own, others = directory()
    sheet = full_sheet(own)
    editor = make_member(own, "editor", "redattrice@example.org")
    client = Client()
    client.force_login(editor)
    show_factor(client, editor)
    addresses = {
        "explorer": f"/admin/pages/{own.pk}/",
        "services": "/admin/services/",
        "edit": f"/admin/pages/{sheet.pk}/edit/",
    }
    print(f"{BODIES} bodies, {ServicePage.objects.count()} sheets")
    print(f"{'':12}{'page':10}{'SQL':>6}{'CPU ms':>9}")
    faults = report(client, "as it is", addresses)
    sheets_below(own, OWN * (TIMES - 1))
    for body in others:
        sheets_below(body, (SHEETS - OWN) * (TIMES - 1) // len(others) + 1)
    more_rows(sheet, ROWS * (TIMES - 1))
    print(f"{BODIES} bodies, {ServicePage.objects.count()} sheets")
    faults += report(client, "ten times", addresses)
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
