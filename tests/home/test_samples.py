"""What the demonstration shows of news and events: made once, marked, true to the documents."""

import datetime as dt
from importlib import import_module

import pytest
import yaml
from django.apps import apps
from django.test import Client

from home.demo import make_pages
from home.models import (
    CampaignPage,
    EventPage,
    NewsPage,
    NoticePage,
    SectionPage,
    Seed,
)
from home.samples import CONTENT, make_updates
from tests.factories import DeskFactory, OrganisationFactory, ServiceFactory

ON = dt.date(2026, 11, 28)
MODELS = (NewsPage, NoticePage, EventPage, CampaignPage)


@pytest.fixture
def made(db):
    from directory.models import ServiceIndexPage

    make_pages()
    index = ServiceIndexPage.objects.get()
    union = OrganisationFactory(parent=index, title="CGIL", slug="cgil-cremona")
    town = OrganisationFactory(parent=index, title="Comune", slug="comune-di-cremona")
    DeskFactory(parent=union, slug="sportello-sociale-via-mantova", placed=True)
    ServiceFactory(parent=town, slug="monitoraggio-autosufficienza")
    return make_updates(on=ON)


def test_they_are_made_once_and_stay_as_editors_left_them(made):
    assert made == 4
    page = NewsPage.objects.get()
    page.title = "Cambiata"
    page.save_revision().publish()
    EventPage.objects.get().delete()
    assert make_updates(on=ON) == 0
    assert NewsPage.objects.get().title == "Cambiata"
    assert not EventPage.objects.exists()


def test_all_are_shown_and_have_their_whole_draft(made):
    for model in MODELS:
        page = model.objects.get()
        assert Client().get(page.url).status_code == 200
        assert page.get_latest_revision_as_object().title == page.title
    assert NoticePage.objects.get().concerns.count() == 1
    assert CampaignPage.objects.get().partners.count() == 2
    assert CampaignPage.objects.get().service.slug == "monitoraggio-autosufficienza"


def test_what_is_invented_says_so(made):
    for model in (NoticePage, EventPage):
        assert model.objects.get().title.startswith("Esempio: ")
        assert "di prova" in model.objects.get().summary
    assert EventPage.objects.get().starts_at.date() == ON + dt.timedelta(21)


@pytest.mark.parametrize("name", ["updates", "sections"])
def test_who_has_not_signed_the_intents_is_told_to_be_expected(name):
    text = CONTENT.with_name(f"{name}.yaml").read_text(encoding="utf-8")
    assert "La deliberazione elenca gli aderenti previsti" in text
    assert "non è ancora sottoscritto" in text.replace("*", "")


def test_no_text_holds_a_phone_number():
    text = CONTENT.read_text(encoding="utf-8")
    assert "tel:" not in text
    assert not any(part.isdecimal() and len(part) > 4 for part in text.split())
    assert all("phone" not in entry for entry in yaml.safe_load(text))


def test_without_the_directory_nothing_is_made_below_a_body(db):
    make_pages()
    assert make_updates(on=ON) == 2
    assert not NoticePage.objects.exists()
    assert not EventPage.objects.exists()


def test_sections_of_before_list_their_kind(home):
    """The migration: a seeded section gets its list, one that an editor changed keeps its own."""
    migration = import_module("home.migrations.0004_sections_list_their_kind")
    made = {}
    for slug, listing in (("novita", "children"), ("avvisi", "nothing")):
        page = home.add_child(
            instance=SectionPage(title=slug, slug=slug, listing=listing)
        )
        page.save_revision().publish()
        made[slug] = page
    Seed.objects.create(address="/novita", page=made["novita"])
    Seed.objects.create(address="/novita/avvisi", page=made["avvisi"])
    migration.list_their_kind(apps, None)
    news = SectionPage.objects.get(slug="novita")
    assert news.listing == "updates"
    assert news.get_latest_revision_as_object().listing == "updates"
    assert SectionPage.objects.get(slug="avvisi").listing == "nothing"
