"""The one site is kept a minute, forgotten when it changes, and never served itself."""

import pytest
from django.test import Client, RequestFactory
from wagtail.models import Locale, Page, Site

from core.sites import only_site
from home.models import HomePage


def get(path, **headers):
    return Client().get(path, **headers)


def test_asked_once(home, queries):
    assert only_site().root_page.localized == home
    with queries() as found:
        site = only_site()
        assert site.root_page.localized.specific == home
    assert len(found) == 0


def test_is_what_wagtail_finds(home):
    request = RequestFactory().get("/")
    assert Site.find_for_request(request) == only_site()


@pytest.mark.parametrize("change", ["root", "host", "another", "not default"])
def test_a_change_is_seen_at_once(home, change):
    assert only_site() == Site.objects.get()
    other = HomePage(title="Altra", slug="altra")
    Page.objects.get(depth=1).add_child(instance=other)
    if change == "root":
        Site.objects.get().delete()
        Site.objects.create(hostname="localhost", root_page=other, is_default_site=True)
        assert only_site().root_page == other
    elif change == "host":
        kept = Site.objects.get()
        kept.hostname = "sociale.example.org"
        kept.save()
        assert only_site().hostname == "sociale.example.org"
    elif change == "another":
        Site.objects.create(hostname="altra.example.org", root_page=other)
        assert only_site() is None
    else:
        kept = Site.objects.get()
        kept.is_default_site = False
        kept.save()
        assert only_site() is None


def test_two_sites_are_told_apart_by_host(home):
    other = HomePage(title="Altro sito", slug="altro")
    Page.objects.get(depth=1).add_child(instance=other)
    Site.objects.create(hostname="127.0.0.1", root_page=other)
    only_site()
    assert get("/", headers={"host": "127.0.0.1"}).context["page"] == other
    assert get("/", headers={"host": "localhost"}).context["page"] == home


def test_the_home_page_is_read_at_each_visit(home):
    get("/")
    HomePage.objects.filter(pk=home.pk).update(title="Titolo di adesso")
    first, second = get("/").context["page"], get("/").context["page"]
    assert first.title == "Titolo di adesso"
    assert first is not second
    assert first is not only_site().root_page


def test_an_unpublished_home_page_is_not_there(home):
    assert get("/").status_code == 200
    Page.objects.filter(pk=home.pk).update(live=False)
    assert get("/").status_code == 404


def test_a_new_address_of_the_root_is_followed(home):
    get("/servizi/")
    home.slug = "inizio"
    home.save_revision().publish()
    assert only_site().root_page.url_path == "/inizio/"
    assert get("/servizi/").status_code == 200


def test_another_language_is_not_taken_for_this_one(home):
    english = Locale.objects.create(language_code="en")
    assert home.localized is home
    Page.objects.filter(pk=home.pk).update(locale=english)
    assert HomePage.objects.get(pk=home.pk).localized.pk == home.pk
