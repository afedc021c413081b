"""Entries and pages to search in."""

import pytest
from django.db import connection
from wagtail.models import Page, Site

from core.search_entry import SearchEntry
from search.engines import current_engine
from search.find import find
from search.request import SearchRequest
from tests.search.testapp.models import PlacePage, SheetPage, UnsearchedPage


@pytest.fixture
def engine(db):
    return current_engine()


@pytest.fixture
def known(engine):
    """Index entries given as (title, fields); the first has id 1."""

    def index(*sheets):
        engine.index(
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
        )

    return index


@pytest.fixture
def ask(engine):
    """Search at engine level: ids of the hits, in their order."""

    def search(text="", **more):
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
