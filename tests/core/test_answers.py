"""What every answer carries, what the log keeps of it, and the views without a page."""

import logging

import pytest
from django.contrib.auth.models import AnonymousUser
from django.test import Client, RequestFactory, override_settings
from wagtail.test.utils.form_data import querydict_from_html

from core.context_processors import user
from core.middleware import truncated
from core.models import SiteSettings
from tests.factories import DeskFactory, ServiceFactory


def policy(answer):
    parts = answer.headers["Content-Security-Policy"].split(";")
    return {name: values for name, *values in (part.split() for part in parts)}


@pytest.fixture
def log(caplog):
    caplog.set_level(logging.INFO, logger="access")
    return lambda: [r.getMessage() for r in caplog.records if r.name == "access"]


@pytest.mark.parametrize(
    ("address", "kept"),
    [
        ("93.45.12.200", "93.45.12.0"),
        ("2001:db8:aaaa:bbbb:1:2:3:4", "2001:0db8:aaaa::"),
        ("::1", "0000:0000:0000::"),
        ("::ffff:93.45.12.200", "0000:0000:0000::"),
        ("", "-"),
        ("unix:", "-"),
        ("1.2.3.4\n5.6.7.8", "-"),
    ],
)
def test_an_address_in_the_log_names_no_household(address, kept):
    assert truncated(address) == kept


def test_the_log_has_path_and_status_but_no_question(home, log):
    Client(REMOTE_ADDR="93.45.12.200").get("/cerca/?q=violenza+mio+marito")
    (line,) = log()
    assert line.startswith("93.45.12.0 GET /cerca/ 200 ")
    assert "violenza" not in line
    assert "?" not in line


def test_nobody_writes_lines_of_the_log(home, log):
    Client().get("/a%0d%0a93.45.12.0 GET /admin/ 200%00%1b")
    (line,) = log()
    assert "\n" not in line
    assert "\r" not in line
    assert "\\r\\n" in line
    assert "\x1b" not in line
    assert line.isascii()


@pytest.mark.parametrize("path", ["/", "/servizi/", "/niente/", "/accesso/login/"])
def test_public_pages_have_the_strict_policy(home, path):
    found = policy(Client().get(path))
    assert found["default-src"] == ["'none'"]
    assert found["script-src"] == ["'self'"]
    assert found["style-src"] == ["'self'"]
    assert found["frame-ancestors"] == ["'none'"]
    assert found["form-action"] == ["'self'"]


def test_every_answer_has_the_other_headers(home):
    headers = Client().get("/").headers
    assert headers["Permissions-Policy"].startswith("camera=()")
    assert headers["Cross-Origin-Resource-Policy"] == "same-origin"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "same-origin"


@pytest.mark.parametrize("path", ["/", "/servizi/", "/sportelli/", "/cerca/", "/no/"])
def test_a_visitor_gets_no_cookie_and_the_same_page_as_all(home, path):
    answer = Client().get(path)
    assert not answer.cookies
    assert "Cookie" not in answer.headers.get("Vary", "")


def test_the_admin_may_do_what_its_widgets_need(home, admin_client):
    found = policy(admin_client.get("/admin/"))
    assert "'unsafe-inline'" in found["script-src"]
    assert found["frame-ancestors"] == ["'self'"]
    assert found["default-src"] == ["'none'"]


@pytest.mark.parametrize("factory", [ServiceFactory, DeskFactory])
def test_a_preview_may_be_framed_by_the_admin_and_shows_the_draft(
    body, admin_client, factory
):
    page = factory(parent=body)
    edit = f"/admin/pages/{page.pk}/edit/"
    data = querydict_from_html(
        admin_client.get(edit).content.decode(), form_id="page-edit-form"
    ).copy()
    data["title"] = "Titolo mai salvato"
    assert admin_client.post(f"{edit}preview/", data).json()["is_valid"]
    answer = admin_client.get(f"{edit}preview/?in_preview_panel=true")
    assert answer.status_code == 200
    assert "Titolo mai salvato" in answer.content.decode()
    assert policy(answer)["frame-ancestors"] == ["'self'"]
    assert answer.headers["X-Frame-Options"] == "SAMEORIGIN"
    page.refresh_from_db()
    assert page.title != "Titolo mai salvato"


def test_the_context_reads_no_session_without_its_cookie(home, editor, client):
    request = RequestFactory().get("/")
    assert isinstance(user(request)["user"], AnonymousUser)
    client.force_login(editor)
    request.COOKIES = {"sessionid": client.cookies["sessionid"].value}
    request.user = editor
    assert user(request)["user"].pk == editor.pk


def test_robots_may_read_all_but_admin_and_search(home):
    answer = Client().get("/robots.txt")
    assert answer.headers["Content-Type"] == "text/plain; charset=utf-8"
    text = answer.content.decode()
    assert "Disallow: /admin/\n" in text
    assert "Disallow: /cerca/\n" in text
    assert "Disallow: /\n" not in text
    assert "Sitemap: http://testserver/sitemap.xml" in text


def test_robots_leave_a_demonstration_alone(home):
    settings = SiteSettings.for_site(home.get_site())
    settings.is_demonstration = True
    settings.save()
    text = Client().get("/robots.txt").content.decode()
    assert "Disallow: /\n" in text
    assert "Sitemap" not in text


def test_the_colour_is_the_site_s_own(home):
    settings = SiteSettings.for_site(home.get_site())
    settings.primary_colour = "#123ABC"
    settings.save()
    answer = Client().get("/colori.css")
    assert answer.content.decode() == ":root{--site-primary:#123ABC}\n"
    assert answer.headers["Content-Type"].startswith("text/css")
    assert "max-age=300" in answer.headers["Cache-Control"]
    assert not answer.cookies


@pytest.mark.parametrize("colour", ["red", "#12345", "#12345g", "#fff;}body{a:b"])
def test_a_colour_is_nothing_but_a_colour(home, colour):
    settings = SiteSettings.for_site(home.get_site())
    settings.primary_colour = colour
    with pytest.raises(Exception, match="colore"):
        settings.full_clean()


@override_settings(ALLOWED_HOSTS=["testserver"])
def test_an_unknown_host_is_refused_without_a_page(home):
    assert Client(SERVER_NAME="evil.example").get("/").status_code == 400
