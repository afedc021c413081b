"""Header, menu and footer are kept a minute, and forgotten when they change."""

import pytest
from django.test import RequestFactory

from core.frame import forget_frame, frame_for
from core.models import EmergencyNumber, SiteSettings
from home.models import SectionPage
from tests.factories import restrict


@pytest.fixture
def frame(home):
    return lambda: frame_for(RequestFactory().get("/"))


@pytest.fixture
def news(home):
    page = SectionPage(title="Novità", slug="novita", show_in_menus=True)
    return home.add_child(instance=page)


def menu(frame):
    return [link.title for link in frame().menu]


def test_the_frame_is_read_once(frame, queries):
    frame()
    with queries() as found:
        frame()
    assert len(found) <= 1, "the request's site at most"


def test_settings_are_read_again_when_saved(frame, home):
    assert frame().settings.comune == "Cremona"
    settings = SiteSettings.for_site(home.get_site())
    settings.comune = "Crema"
    settings.emergency_numbers.add(EmergencyNumber(number="112", label="Emergenze"))
    settings.save()
    assert frame().settings.comune == "Crema"
    assert [n.number for n in frame().numbers] == ["112"]
    settings.delete()
    assert frame().numbers == ()


def test_the_menu_follows_publication(frame, home, news):
    forget_frame()
    assert menu(frame) == ["Novità", "Servizi", "Sportelli"]
    news.unpublish()
    assert menu(frame) == ["Servizi", "Sportelli"]
    news.save_revision().publish()
    assert menu(frame) == ["Novità", "Servizi", "Sportelli"]
    news.delete()
    assert menu(frame) == ["Servizi", "Sportelli"]


def test_the_menu_follows_a_move(frame, home, news):
    below = SectionPage(title="Avvisi", slug="avvisi", show_in_menus=True)
    news.add_child(instance=below)
    forget_frame()
    assert "Avvisi" not in menu(frame)
    below.move(home, pos="last-child")
    assert "Avvisi" in menu(frame)


def test_a_restricted_section_leaves_the_menu_at_once(frame, news):
    forget_frame()
    assert "Novità" in menu(frame)
    barrier = restrict(news)
    assert "Novità" not in menu(frame)
    barrier.delete()
    assert "Novità" in menu(frame)


def test_the_menu_has_the_order_and_the_hooks_of_the_national_model(frame, home):
    for title, slug in (
        ("Vivere Cremona", "vivere-cremona"),
        ("Amministrazione", "amministrazione"),
        ("Novità", "novita"),
    ):
        page = SectionPage(title=title, slug=slug, show_in_menus=True)
        home.add_child(instance=page)
    forget_frame()
    assert [(link.title, link.hook) for link in frame().menu] == [
        ("Amministrazione", "management"),
        ("Novità", "news"),
        ("Servizi", "all-services"),
        ("Vivere Cremona", "live"),
        ("Sportelli", "custom-submenu"),
    ]
    assert [link.url for link in frame().menu][0] == "/amministrazione/"
