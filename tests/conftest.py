"""What every test shares: strict templates, a site with its home page, factories."""

from __future__ import annotations

import os
import shutil
from ctypes.util import find_library
from pathlib import Path

import pytest
from django.conf import settings
from django.core.cache import cache
from django.db import connection
from hypothesis import HealthCheck
from hypothesis import settings as properties
from wagtail.models import Collection, Locale, Page, Site

from core import memo
from core.visibility import forget_restricted_paths
from tests import kept_database
from tests.walk.summary import pytest_terminal_summary  # noqa: F401

# A machine that has much to do is no fault of a rule.
properties.register_profile(
    "patient", deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
properties.load_profile("patient")

PACKAGES = Path(__file__).resolve().parents[1] / "site/frontend/node_modules"
NPM = "npm ci --prefix site/frontend"
LONGEST_ID = 50
HINTS = {
    "cluster": "ES_NODE=…/es-node make test-cluster",
    "chromium": "apt-get install chromium",
    "elasticsearch": "SEARCH_URL=http://127.0.0.1:9200 make test (README, Elasticsearch)",
    "java": f"apt-get install default-jre-headless; {NPM}",
    "node": f"apt-get install nodejs npm; {NPM}",
    "one_database": "la prova su SQLite lo esegue già",
    "pango": "apt-get install libpango-1.0-0 libpangoft2-1.0-0",
    "postgresql": "DATABASE_URL=postgres://… make test",
}
BROWSER_FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


def _is_present(name: str) -> bool:
    if name == "postgresql":
        return os.environ.get("DATABASE_URL", "").startswith("postgres")
    if name == "one_database":
        return os.environ.get("CI") != "true" or not _is_present("postgresql")
    if name == "pango":
        return find_library("pangoft2-1.0") is not None
    if name == "cluster":
        return os.environ.get("TEST_CLUSTER") == "1"
    if name == "elasticsearch":
        return bool(settings.TEST_SEARCH_URL)
    # Java is for the Nu HTML checker, which comes with Node's packages.
    has_packages = name == "chromium" or (PACKAGES / "vnu-jar").is_dir()
    return shutil.which(name) is not None and has_packages


def pytest_make_parametrize_id(val: object, argname: str) -> str | None:
    """Name a long value by its argument: workers must agree, and a file made now holds the hour."""
    is_long = isinstance(val, bytes | str) and len(val) > LONGEST_ID
    return argname if is_long else None


# Before xdist reads the groups.
@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Skip, with a line that says what to install, what this machine cannot run.

    With CI=true nothing is skipped but what needs an Elasticsearch that SEARCH_URL does not
    name, and what the leg on the other database runs: a missing program fails its tests. All that
    needs the browser runs in one worker.
    """
    for item in items:
        if item.get_closest_marker("chromium"):
            item.add_marker(pytest.mark.xdist_group("browser"))
    is_ci = os.environ.get("CI") == "true"
    in_ci = {"cluster", "elasticsearch", "postgresql", "one_database"}
    names = in_ci if is_ci else HINTS.keys()
    missing = {name: HINTS[name] for name in names if not _is_present(name)}
    for item in items:
        for name in missing.keys() & {mark.name for mark in item.iter_markers()}:
            reason = f"manca {name}: {missing[name]}"
            item.add_marker(pytest.mark.skip(reason=reason))


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings_parallel_suffix):
    """The database kept from the last run is used again where the code did not change it."""
    if kept_database.is_wanted():
        kept_database.use()


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker):
    """Wagtail's migrations make an English welcome page: gone once, not in each test."""
    with django_db_blocker.unblock():
        root = Page.objects.get(depth=1)
        Site.objects.update(root_page=root)
        root.get_children().delete()
        Locale.objects.get_or_create(language_code="it")


@pytest.fixture(scope="session", autouse=True)
def _emptied_after_a_test():
    """The audit log refuses to be emptied: tests with transactions of their own must be able to.

    Of the class, so that it holds for whatever connection empties the database.
    """
    from accounts.audit import triggers

    operations, vendor = type(connection.ops), connection.vendor
    empty = operations.execute_sql_flush

    def execute_sql_flush(self, sql_list):
        dropping, creating = triggers.dropping(vendor), triggers.creating(vendor)
        return empty(self, [*dropping, *sql_list, *creating])

    operations.execute_sql_flush = execute_sql_flush


@pytest.fixture(scope="session")
def chromium():
    """Debian's Chromium, started once."""
    from playwright.sync_api import expect, sync_playwright

    # What is awaited comes later on a machine that runs other tests beside.
    expect.set_options(timeout=15_000)
    # Playwright leaves an event loop running in this thread, and Django would then refuse
    # every later test its database.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(
            executable_path=shutil.which("chromium"), args=BROWSER_FLAGS
        )
        yield launched
        launched.close()


@pytest.fixture(autouse=True)
def _fresh_caches() -> None:
    """What one test read must not be what the next one sees."""
    cache.clear()
    memo.forget()
    Site.clear_site_root_paths_cache()
    forget_restricted_paths()


@pytest.fixture(autouse=True)
def _second_factor_shown(request, monkeypatch):
    """`force_login` enters as somebody who showed the second factor; marked otherwise, not."""
    if request.node.get_closest_marker("password_alone"):
        return
    from django.test import Client

    from tests.factories import show_factor

    enter = Client.force_login

    def force_login(client, user, backend=None):
        enter(client, user, backend)
        show_factor(client, user)

    monkeypatch.setattr(Client, "force_login", force_login)


def _ensure_roots() -> None:
    """A test with transactions of its own leaves the database empty, migrations' rows included."""
    if Page.objects.filter(depth=1).exists():
        return
    Locale.objects.get_or_create(language_code="it")
    Page.add_root(instance=Page(title="Root", slug="root"))
    if not Collection.objects.exists():
        Collection.add_root(instance=Collection(name="Root"))


@pytest.fixture
def home(db):
    """The site's home page, with the lists of services and of desks below it."""
    from directory.models import DeskIndexPage, ServiceIndexPage
    from home.models import HomePage

    _ensure_roots()
    root = Page.objects.get(depth=1)
    page = root.add_child(instance=HomePage(title="Sportello Sociale", slug="home"))
    page.add_child(
        instance=ServiceIndexPage(title="Servizi", slug="servizi", show_in_menus=True)
    )
    page.add_child(
        instance=DeskIndexPage(title="Sportelli", slug="sportelli", show_in_menus=True)
    )
    Site.objects.update_or_create(
        is_default_site=True,
        defaults={"hostname": "localhost", "port": 80, "root_page": page},
    )
    Site.clear_site_root_paths_cache()
    return HomePage.objects.get(pk=page.pk)


@pytest.fixture
def queries():
    """`with queries() as found:` collects the SQL of a block in `found`."""
    from django.test.utils import CaptureQueriesContext

    return lambda: CaptureQueriesContext(connection)


@pytest.fixture
def services_index(home):
    """`/servizi/`, the branch that the bodies lie under."""
    from directory.models import ServiceIndexPage

    return ServiceIndexPage.objects.get()


@pytest.fixture
def body(services_index):
    """A body with its editors' group."""
    from tests.factories import OrganisationFactory

    return OrganisationFactory(parent=services_index, title="Comune di prova")


@pytest.fixture
def other_body(services_index):
    """Another body, for what must stay foreign."""
    from tests.factories import OrganisationFactory

    return OrganisationFactory(parent=services_index, title="Sindacato di prova")


@pytest.fixture
def editor(body):
    """Somebody who writes for `body` alone."""
    from tests.factories import make_editor

    return make_editor(body)


@pytest.fixture
def admin_client(db):
    """A client with every right."""
    from django.test import Client

    from accounts.models import User

    client = Client()
    client.force_login(User.objects.create_superuser("capo@example.org"))
    return client
