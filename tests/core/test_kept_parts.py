"""Header, menu and footer are rendered once; what changes, or differs, is never stale."""

import re

import pytest
from django.template import Context, Template
from django.test import Client, RequestFactory
from django.utils import translation
from wagtail.templatetags.wagtailcore_tags import richtext

from core.frame import frame_for
from core.models import EmergencyNumber, SiteSettings
from core.templatetags.core_tags import rich
from home.models import SectionPage
from tests.factories import ServiceFactory

CURRENT = re.compile(r'aria-current="(page|true)" href="([^"]+)"')


def body_of(path, client=None):
    return (client or Client()).get(path).content.decode()


def kept(frame, name, path=""):
    source = "{% load frontend_tags %}{% kept frame name path %}"
    values = {"frame": frame, "name": name, "path": path}
    return Template(source).render(Context(values))


@pytest.fixture
def frame(home):
    return lambda: frame_for(RequestFactory().get("/"))


@pytest.fixture
def settings_row(home):
    return SiteSettings.for_site(home.get_site())


def test_a_part_is_rendered_once(frame, monkeypatch):
    first = kept(frame(), "layout/footer.html")
    monkeypatch.setattr("config.templatetags.frontend_tags.render_to_string", None)
    assert kept(frame(), "layout/footer.html") == first


def test_each_page_marks_its_own_entry_of_the_menu(body):
    sheet = ServiceFactory(parent=body)
    marks = {
        path: CURRENT.findall(body_of(path))
        for path in ("/", "/servizi/", sheet.url, "/sportelli/", "/servizi/", "/")
    }
    assert marks == {
        "/": [],
        "/servizi/": [("page", "/servizi/")],
        sheet.url: [("true", "/servizi/")],
        "/sportelli/": [("page", "/sportelli/")],
    }


def test_a_changed_setting_shows_at_once(settings_row):
    assert "nuovo@example.org" not in body_of("/")
    settings_row.email = "nuovo@example.org"
    settings_row.line_phone = "0372 123456"
    settings_row.is_demonstration = True
    settings_row.emergency_numbers.add(EmergencyNumber(number="112", label="Subito"))
    settings_row.save()
    shown = body_of("/")
    for text in ("nuovo@example.org", "0372 123456", "dimostrazione", "Subito"):
        assert text in shown


def test_a_changed_menu_shows_at_once(home):
    assert "/novita/" not in body_of("/")
    page = SectionPage(title="Novità", slug="novita", show_in_menus=True)
    home.add_child(instance=page).save_revision().publish()
    assert "/novita/" in body_of("/")
    page.unpublish()
    assert "/novita/" not in body_of("/")


def test_a_part_is_kept_for_its_language_alone(frame):
    italian = frame()
    with translation.override("it"):
        kept(italian, "layout/header_slim.html")
    with translation.override("en"):
        kept(italian, "layout/header_slim.html")
    languages = {key[1] for key in italian.parts if "header_slim" in key[0]}
    assert languages == {"it", "en"}


def test_no_part_knows_who_asks(admin_client, home):
    visitor = body_of("/servizi/")
    editor = body_of("/servizi/", admin_client)
    home.make_preview_request().render()
    assert "wagtail-userbar" in editor
    assert "wagtail-userbar" not in visitor
    assert body_of("/servizi/") == visitor


def test_addresses_make_no_endless_list_of_parts(frame):
    for number in range(30):
        kept(frame(), "layout/navigation.html", f"/altrove/{number}/")
    assert len(frame().parts) == 1


def test_rich_text_reads_as_wagtails_own(home):
    link = f'<p>Vai <a linktype="page" id="{home.pk}">qui</a> &amp; <b>ora</b></p>'
    for text in ("", "<p>Ciao</p>", link):
        assert rich(text) == richtext(text)
    assert 'href="/"' in rich(link)
