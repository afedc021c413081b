"""What is not public is shown nowhere, and comes back as soon as it is public again."""

import datetime as dt
import re

import pytest
from django.core.management import call_command
from django.test import Client
from django.utils import timezone

from core.querysets import published_pages
from core.visibility import is_restricted
from directory.models import Deadline, DeskPage, RelatedService, ServicePage
from home.models import SectionPage, SiteMapPage
from search.index import index_page
from tests.factories import (
    AudienceFactory,
    CategoryFactory,
    DeskFactory,
    NeedFactory,
    ServiceFactory,
    TopicFactory,
    offer,
    open_every_weekday,
    restrict,
)

SHEET = "Foglio riconoscibile"
DESK = "Banco riconoscibile"


@pytest.fixture
def world(home, body, other_body):
    """A sheet and a desk, and everything that would show them."""
    sheet = ServiceFactory(
        parent=body, title=SHEET, crisis=True, owner_body=other_body, complete=True
    )
    sheet.needs.add(NeedFactory(code="soldi"))
    sheet.audiences.add(AudienceFactory(code="anziani"))
    sheet.topics.add(TopicFactory(code="assistenza"))
    sheet.category = CategoryFactory(code="salute")
    sheet.save()
    Deadline.objects.create(
        page=sheet, title="Bando riconoscibile", closes_on=dt.date(2999, 1, 1)
    )
    desk = DeskFactory(parent=body, title=DESK, placed=True)
    open_every_weekday(desk)
    friend = ServiceFactory(parent=other_body, title="Altro foglio")
    RelatedService.objects.create(page=friend, service=sheet)
    there = DeskFactory(parent=other_body, title="Altro banco", placed=True)
    offer(there, sheet)
    offer(desk, friend)
    for place in (
        SectionPage(title="Gli uffici", slug="uffici", listing="desks"),
        SiteMapPage(title="Mappa", slug="mappa"),
    ):
        home.add_child(instance=place)
    for page in (sheet, desk):
        assert index_page(page)
    return {"sheet": sheet, "desk": desk, "friend": friend, "there": there}


def sheet_addresses(world, other_body):
    return {
        "list": "/servizi/",
        "category": "/servizi/categorie/salute/",
        "need": "/servizi/bisogni/soldi/",
        "audience": "/servizi/destinatari/anziani/",
        "topic": "/servizi/argomenti/assistenza/",
        "home": "/",
        "desk": world["there"].url,
        "related": world["friend"].url,
        "body": other_body.url,
        "map": "/mappa/",
        "search": "/cerca/?q=foglio+riconoscibile",
        "sheet": world["sheet"].url,
    }


def desk_addresses(world, body):
    return {
        "list": "/sportelli/",
        "section": "/uffici/",
        "home": "/",
        "sheet": world["friend"].url,
        "body": body.url,
        "map": "/mappa/",
        "search": "/cerca/?q=banco+riconoscibile",
        "desk": world["desk"].url,
    }


def where_shown(addresses, text, url):
    """Names of the addresses whose answer holds the text; `sitemap` by the page's address."""
    shown = set()
    for name, address in addresses.items():
        page = re.sub("</?mark>", "", Client().get(address).content.decode())
        if f">{text}" in page:
            shown.add(name)
    if url in Client().get("/sitemap.xml").content.decode():
        shown.add("sitemap")
    return shown


def unpublish(page):
    page.specific.unpublish()


def expire(page):
    page = page.specific
    page.expire_at = timezone.now() - dt.timedelta(minutes=1)
    page.save()
    call_command("publish_scheduled")


def restrict_parent(page):
    restrict(page.get_parent())


HIDING = (unpublish, expire, restrict, restrict_parent)


@pytest.mark.parametrize("hide", HIDING, ids=lambda way: way.__name__)
def test_a_hidden_sheet_is_shown_nowhere(world, other_body, hide):
    sheet = world["sheet"]
    addresses = sheet_addresses(world, other_body)
    everywhere = {*addresses, "sitemap"}
    assert where_shown(addresses, SHEET, sheet.url) == everywhere
    hide(sheet)
    assert where_shown(addresses, SHEET, sheet.url) == set()
    assert "Bando riconoscibile" not in Client().get("/").content.decode()
    assert SHEET not in world["there"].search_entry().text


@pytest.mark.parametrize("hide", HIDING, ids=lambda way: way.__name__)
def test_a_hidden_desk_is_shown_nowhere(world, body, hide):
    desk = world["desk"]
    addresses = desk_addresses(world, body)
    assert where_shown(addresses, DESK, desk.url) == {*addresses, "sitemap"}
    hide(desk)
    assert where_shown(addresses, DESK, desk.url) == set()
    assert DESK not in world["friend"].search_entry().names


def test_counts_of_terms_leave_out_what_is_hidden(world):
    ServiceFactory(parent=world["friend"].get_parent()).needs.add(
        NeedFactory(code="soldi")
    )
    restrict(world["sheet"])
    page = Client().get("/servizi/").content.decode()
    assert 'href="/servizi/bisogni/soldi/"' not in page


def test_a_restriction_works_at_once_and_no_longer_than_it_lasts(world):
    sheets = ServicePage.objects
    barrier = restrict(world["sheet"].get_parent())
    assert world["sheet"] not in sheets.published()
    assert world["desk"] not in DeskPage.objects.published()
    assert world["sheet"].page_ptr not in published_pages()
    barrier.delete()
    assert world["sheet"] in sheets.published()


def test_a_page_moved_under_a_restriction_is_hidden_at_once(world, other_body):
    restrict(other_body)
    assert world["sheet"] in ServicePage.objects.published()
    world["sheet"].move(other_body, pos="last-child")
    assert world["sheet"] not in ServicePage.objects.published()


def test_a_reader_with_an_account_sees_a_restricted_page(world, client, editor):
    restrict(world["sheet"])
    answer = client.get(world["sheet"].url)
    assert answer.status_code == 302
    assert answer.url.startswith("/accesso/login/")
    client.force_login(editor)
    assert client.get(world["sheet"].url).status_code == 200


def alias(page, parent, slug):
    made = page.create_alias(parent=parent, update_slug=slug)
    return made.specific


@pytest.mark.parametrize("where", ["page", "parent"])
def test_aliases_of_a_restricted_page_are_hidden_too(world, other_body, where):
    sheet = world["sheet"]
    first = alias(sheet, other_body, "alias")
    second = alias(first, other_body, "alias-di-alias")
    assert Client().get(first.url).status_code == 200
    restrict(sheet if where == "page" else sheet.get_parent())
    for copy in (first, second):
        assert copy not in ServicePage.objects.published()
        assert Client().get(copy.url).status_code == 302
        assert copy.url not in Client().get("/sitemap.xml").content.decode()


def test_what_lies_beside_a_restriction_stays_public(world):
    restrict(world["sheet"])
    assert is_restricted(world["sheet"].path)
    assert not is_restricted(world["friend"].path)
    assert not world["friend"].get_view_restrictions().exists()
    assert Client().get(world["friend"].url).status_code == 200
