"""Entries and pages to search in, on one engine or on each."""

import os
import uuid

import pytest
from django.db import connection
from elasticsearch import Elasticsearch
from wagtail.models import Page, Site

from core.search_entry import SearchEntry
from search.engines import ELASTICSEARCH, all_engines, database_engine, engine_named
from search.fallback import breaker
from search.find import find
from search.request import SearchRequest
from tests.search.testapp.models import PlacePage, SheetPage, UnsearchedPage


@pytest.fixture
def engine(db):
    """The engine that is asked; a module that tries each overrides it with `each_engine`."""
    return database_engine()


@pytest.fixture(scope="session")
def test_index():
    """Names of this run's own, of this worker's own: removed at the end."""
    from django.conf import settings

    worker = os.environ.get("PYTEST_XDIST_WORKER", "gw0")
    prefix = f"test-{worker}-{uuid.uuid4().hex[:8]}"
    yield prefix
    if settings.TEST_SEARCH_URL:
        client = Elasticsearch(list(settings.TEST_SEARCH_URL), request_timeout=30)
        for name in client.indices.get(index=f"{prefix}-*").body:
            client.indices.delete(index=name)
        client.close()


@pytest.fixture(autouse=True)
def _closed_breaker():
    """No test inherits another's dead server."""
    breaker.succeeded()
    yield
    breaker.succeeded()


@pytest.fixture
def elastic(db, settings, test_index):
    """The site asks a real Elasticsearch; its index is empty."""
    settings.SEARCH_URL = settings.TEST_SEARCH_URL
    settings.SEARCH_INDEX = test_index
    # A test machine may be busy; how soon the site gives up has tests of its own.
    settings.SEARCH_TIMEOUT = 20.0
    engine = engine_named(ELASTICSEARCH)
    if engine.is_to_rebuild():
        engine.rebuild(lambda: 0)
    else:
        # What the test before wrote is told of only after this, and would stay.
        engine.refresh()
        engine.remove(engine.page_ids())
        engine.refresh()
    return engine


@pytest.fixture(
    params=[
        "database",
        pytest.param("elasticsearch", marks=pytest.mark.elasticsearch),
    ]
)
def each_engine(request, db):
    """The same test on the database and on Elasticsearch."""
    if request.param == "database":
        return database_engine()
    return request.getfixturevalue("elastic")


@pytest.fixture
def known(engine):
    """Index entries given as (title, fields) in every engine; the first has id 1."""

    def index(*sheets):
        entries = [
            SearchEntry(
                **{
                    "page_id": n,
                    "kind": "service",
                    "url": f"/{n}/",
                    "title": title,
                    **more,
                }
            )
            for n, (title, more) in enumerate(sheets, start=1)
        ]
        for one in all_engines():
            one.index(entries)
            one.refresh()

    return index


@pytest.fixture
def ask(engine):
    """Search at engine level: ids of the hits, in their order."""

    def search(text="", **more):
        engine.refresh()
        return [hit.page_id for hit in engine.search(SearchRequest(text, **more)).hits]

    return search


@pytest.fixture
def home(db):
    root = Page.objects.get(depth=1)
    site = Site.objects.get(is_default_site=True)
    site.root_page = root.add_child(
        instance=UnsearchedPage(title="Prova", slug="prova")
    )
    site.save()
    return site.root_page


@pytest.fixture
def committed(django_capture_on_commit_callbacks):
    """What is done inside is committed: the outbox is drained at its end."""
    return lambda: django_capture_on_commit_callbacks(execute=True)


@pytest.fixture
def sheet(home, committed):
    """Make and publish a sheet."""

    def make(title, parent=None, **fields):
        with committed():
            return (parent or home).add_child(instance=SheetPage(title=title, **fields))

    return make


@pytest.fixture
def place(home, committed):
    def make(title):
        with committed():
            return home.add_child(instance=PlacePage(title=title))

    return make


@pytest.fixture
def found(db):
    """Titles a visitor finds."""
    return lambda text: [hit.title for hit in find(SearchRequest(text)).hits]


@pytest.fixture
def vendor(db):
    return connection.vendor
