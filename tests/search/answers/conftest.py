"""The defaults of a new site, and pages to lead to."""

import pytest

from search.answers.defaults import give_defaults


@pytest.fixture
def defaults(db):
    give_defaults()


@pytest.fixture
def home(db):
    """The real home page, not the searchable stand-in of the tests of the index."""
    from wagtail.models import Page, Site

    from directory.models import ServiceIndexPage
    from home.models import HomePage

    root = Page.objects.get(depth=1)
    page = root.add_child(instance=HomePage(title="Prova", slug="home"))
    page.add_child(instance=ServiceIndexPage(title="Servizi", slug="servizi"))
    Site.objects.update_or_create(
        is_default_site=True,
        defaults={"hostname": "localhost", "port": 80, "root_page": page},
    )
    Site.clear_site_root_paths_cache()
    return HomePage.objects.get(pk=page.pk)
