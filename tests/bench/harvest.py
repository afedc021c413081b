"""What a script with a valid operator's account gets in an hour and in a day: `make bench-harvest`.

In a database of its own, for lists of several lengths. Ends with 1 where an hour gives more than
40, a day more than a third of a list longer than 60, or any road one without the button.
"""

from __future__ import annotations

import datetime as dt
import logging
import os
import sys
import tempfile
import threading
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "site")]
os.environ["DJANGO_SETTINGS_MODULE"] = "config.settings.test"
os.environ.setdefault(
    "DATABASE_URL", f"sqlite:///{tempfile.mkdtemp(prefix='bench-harvest-')}/db.sqlite3"
)

SIZES = (30, 90, 600, 2000)
PRESSES_HOUR, PRESSES_DAY = 300, 480
MOST_AN_HOUR = 40


def world():
    """An agreement, its two bodies, and a sheet of the second."""
    from wagtail.models import Locale, Page, Site

    from directory.models import ServiceIndexPage
    from home.models import HomePage
    from intranet.demo import make_root
    from tests.factories import OrganisationFactory, ServiceFactory
    from tests.intranet.conftest import agree

    Locale.objects.get_or_create(language_code="it")
    root = Page.objects.get(depth=1)
    root.get_children().delete()
    root.refresh_from_db()
    home = root.add_child(instance=HomePage(title="Sportello", slug="home"))
    index = home.add_child(instance=ServiceIndexPage(title="Servizi", slug="servizi"))
    Site.objects.update_or_create(
        is_default_site=True, defaults={"hostname": "localhost", "root_page": home}
    )
    make_root()
    home.refresh_from_db()
    own, other = (OrganisationFactory(parent=index) for _ in range(2))
    sheet = ServiceFactory(parent=other)
    return agree(home, own, other), own, other, sheet


def client_of(user):
    """A browser in which this person is logged in, with the second factor shown."""
    from django.test import Client

    from tests.factories import show_factor

    client = Client()
    client.force_login(user)
    show_factor(client, user)
    return client


def at_once(user, keys: list[int], moment: dt.datetime) -> int:
    """Four browsers press at the same time."""
    from django.db import connection

    from tests.bench.harvesting import clock, found_in

    seen: set[str] = set()
    clients = [client_of(user) for _ in range(4)]

    def press(client, mine) -> None:
        try:
            for key in mine:
                seen.update(
                    found_in(client.post(f"/intranet/referenti/{key}/contatti/"))
                )
        finally:
            connection.close()

    with clock(moment):
        threads = [
            threading.Thread(target=press, args=(client, keys[place::4]))
            for place, client in enumerate(clients)
        ]
        for one in threads:
            one.start()
        for one in threads:
            one.join()
    return len(seen)


def measure(size: int, agreement, own, other, sheet) -> tuple[int, int, int, int]:
    """Contacts without the button, in an hour, by four at once, in a day."""
    from django.utils import timezone

    from intranet.models import Referent
    from tests.bench import harvesting
    from tests.factories import make_member

    Referent.objects.all().delete()
    keys = harvesting.fill(other, agreement, size)
    midnight = timezone.localtime().replace(hour=0, minute=0, second=0, microsecond=0)
    users = [
        make_member(own, "operator", f"{name}{size}@example.org")
        for name in ("roads", "hour", "once", "day")
    ]
    roads = client_of(users[0])
    addresses = [
        *harvesting.by_letters(),
        *harvesting.by_resolver(keys[: harvesting.NUMBERS]),
        *harvesting.by_resolver([sheet.pk, other.pk]),
        sheet.url,
    ]
    without = harvesting.asked(roads, addresses, midnight + dt.timedelta(hours=9))
    without |= harvesting.by_search(users[0])
    nine = midnight + dt.timedelta(hours=9)
    return (
        len(without),
        harvesting.in_an_hour(client_of(users[1]), keys[:PRESSES_HOUR], nine),
        at_once(users[2], keys[:100], nine),
        harvesting.in_a_day(client_of(users[3]), keys, midnight, PRESSES_DAY),
    )


def main() -> int:
    """Print the table; 1 where a limit gave way."""
    import django

    django.setup()
    logging.disable(logging.INFO)
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    made = world()
    print(f"{'referents':>10}{'no button':>11}{'hour':>6}{'4 at once':>11}{'day':>6}")
    faults = 0
    for size in SIZES:
        without, hour, once, day = measure(size, *made)
        most = size // 3 if size > 60 else size
        is_wrong = without or max(hour, once) > MOST_AN_HOUR or day > most
        faults += bool(is_wrong)
        mark = "  <- too many" if is_wrong else ""
        print(f"{size:>10}{without:>11}{hour:>6}{once:>11}{day:>6}{mark}", flush=True)
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
