"""The quick way to a page's address tells what Wagtail tells."""

import pytest
from django.test import Client, RequestFactory
from wagtail.models import Page, Site

from core.addresses import address_of, local_address
from home.models import HomePage
from tests.factories import DeskFactory, ServiceFactory


@pytest.fixture
def pages(home, body):
    sheet = ServiceFactory(parent=body, slug="però-città")
    return [home, body, sheet, DeskFactory(parent=body)]


def wagtails(page, request=None):
    return Page.get_url(page, request)


def test_is_wagtails_own(pages):
    for page in pages:
        assert page.url == wagtails(page) == local_address(page.url_path)
        assert address_of(page.url_path) == page.url
        assert page.get_url(RequestFactory().get("/")) == page.url
    assert pages[0].url == "/"
    assert pages[2].url.endswith("/per%C3%B2-citt%C3%A0/")
    assert Client().get(pages[2].url).status_code == 200


def test_asks_nothing(pages, queries):
    assert pages[1].url
    with queries() as found:
        assert [page.url for page in pages]
    assert len(found) == 0


def test_with_two_sites_wagtail_answers(pages):
    assert pages[1].url.startswith("/servizi/")
    other = HomePage(title="Altro sito", slug="altro")
    Page.objects.get(depth=1).add_child(instance=other)
    Site.objects.create(hostname="altro.example.org", root_page=other)
    assert local_address(pages[1].url_path) is None
    assert address_of(pages[1].url_path) == wagtails(pages[1])
    assert (
        pages[1].url == wagtails(pages[1]) == f"http://localhost{pages[1].url_path[5:]}"
    )
    assert other.url == "http://altro.example.org/"


def test_a_page_outside_the_site_has_none(pages):
    outside = HomePage(title="Fuori", slug="fuori")
    Page.objects.get(depth=1).add_child(instance=outside)
    assert outside.url is None


def test_a_new_address_of_the_root_is_seen_at_once(pages, home, body):
    before = body.url
    home.slug = "inizio"
    home.save_revision().publish()
    moved = type(body).objects.get(pk=body.pk)
    assert moved.url_path != body.url_path
    assert moved.url == before
