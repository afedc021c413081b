"""What every test shares: strict templates, a site with its home page, factories."""

from __future__ import annotations

import os
import shutil

import pytest
from django.core.cache import cache
from django.db import connection
from wagtail.models import Locale, Page, Site

from core import memo
from core.visibility import forget_restricted_paths

HINTS = {
    "chromium": "apt-get install chromium",
    "java": "apt-get install default-jre-headless",
    "node": "apt-get install nodejs npm",
    "postgresql": "DATABASE_URL=postgres://… make test",
}


def _is_present(name: str) -> bool:
    if name == "postgresql":
        return os.environ.get("DATABASE_URL", "").startswith("postgres")
    return shutil.which(name) is not None


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Skip, with a line that says what to install, what this machine cannot run.

    With CI=true nothing is skipped: a missing program fails its tests.
    """
    if os.environ.get("CI") == "true":
        return
    missing = {name: hint for name, hint in HINTS.items() if not _is_present(name)}
    for item in items:
        for name in missing.keys() & {mark.name for mark in item.iter_markers()}:
            reason = f"manca {name}: {missing[name]}"
            item.add_marker(pytest.mark.skip(reason=reason))


@pytest.fixture(autouse=True)
def _fresh_caches() -> None:
    """What one test read must not be what the next one sees."""
    cache.clear()
    memo.forget()
    Site.clear_site_root_paths_cache()
    forget_restricted_paths()


@pytest.fixture
def home(db):
    """The site's home page, with the lists of services and of desks below it."""
    from directory.models import DeskIndexPage, ServiceIndexPage
    from home.models import HomePage

    # Wagtail's own migration makes an English locale's welcome page.
    Locale.objects.get_or_create(language_code="it")
    root = Page.objects.get(depth=1)
    root.get_children().exclude(pk__in=HomePage.objects.values("pk")).delete()
    root = Page.objects.get(pk=root.pk)
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
