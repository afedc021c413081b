"""How long a session lasts, what is left of it, and the locked screen."""

import json

import pytest
from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.core.cache import caches
from django.test import Client
from django.utils import timezone

from accounts.login import kept_form, life
from accounts.login.devices import in_words
from accounts.models import LoginCacheRow
from core import nightly
from tests.factories import ServiceFactory, code_of, give_app, make_member

PASSWORD = "una parola lunga"
LOGIN, UNLOCK, KEPT = "/accesso/login/", "/accesso/sblocca/", "/accesso/testo/"
HOUR = 3600
OURS = {"HTTP_SEC_FETCH_SITE": "same-origin"}


@pytest.fixture
def writer(body):
    return make_member(body, "editor", "redattrice@example.org")


@pytest.fixture
def operator(body):
    return make_member(body, "operator", "operatrice@example.org")


@pytest.fixture
def client(writer):
    client = Client()
    client.force_login(writer)
    return client


@pytest.fixture
def clock(monkeypatch):
    """`clock(seconds)` lets so much time go by for the sessions."""
    import time

    now = [time.time()]

    def passes(seconds):
        now[0] += seconds
        monkeypatch.setattr("accounts.login.middleware.time.time", lambda: now[0])

    return passes


NONSENSE = ("", "{}", '{"id": "x"}', "[]", '"x"', "1", "null", "{", '{"rawId": 1}')


def enter(user):
    client = Client()
    client.post(LOGIN, {"login": user.email, "password": PASSWORD})
    return client


def is_in(client):
    return "_auth_user_id" in client.session


def test_half_an_hour_of_silence_ends_a_session_of_the_admin(client, clock):
    assert client.get("/admin/").status_code == 200
    clock(29 * 60)
    assert client.get("/admin/").status_code == 200
    clock(29 * 60)
    assert client.get("/admin/").status_code == 200
    clock(31 * 60)
    answer = client.get("/admin/pages/?x=1")
    assert answer.url == f"{LOGIN}?next=%2Fadmin%2Fpages%2F%3Fx%3D1"
    assert not is_in(client)
    assert "Per mezz&#x27;ora" in client.get(answer.url).content.decode()


def test_an_open_editor_alone_does_not_keep_it(client, clock):
    client.get("/admin/")
    for _ in range(2):
        clock(16 * 60)
        client.post("/admin/editing-sessions/ping/wagtailcore/page/1/1/", **OURS)
    assert not is_in(client)


def test_what_the_editor_saves_by_itself_keeps_it(client, clock):
    client.get("/admin/")
    for _ in range(3):
        clock(16 * 60)
        client.post("/admin/pages/1/edit/", HTTP_ACCEPT="application/json", **OURS)
    assert is_in(client)


def test_nobody_works_longer_than_eight_hours(client, clock):
    client.get("/admin/")
    for _ in range(31):
        clock(15 * 60)
        assert client.get("/accesso/").status_code == 200
    clock(16 * 60)
    assert client.get("/accesso/").url.startswith(LOGIN)


def test_outside_the_admin_silence_does_not_end_it(operator, clock):
    client = enter(operator)
    clock(2 * HOUR)
    assert client.get("/accesso/").status_code == 200
    clock(7 * HOUR)
    assert client.get("/accesso/").url.startswith(LOGIN)


def test_a_session_from_before_these_rules_begins_now(client, clock):
    session = client.session
    for key in (life.ENTERED, life.SEEN):
        session.pop(key)
    session.save()
    assert client.get("/admin/").status_code == 200
    clock(9 * HOUR)
    assert client.get("/admin/").url.startswith(LOGIN)


def test_signs_of_life_are_written_once_a_minute(client, queries, clock):
    client.get("/accesso/")

    def writes():
        with queries() as found:
            client.get("/accesso/")
        return [q for q in found if q["sql"].startswith('UPDATE "django_session"')]

    assert writes() == []
    clock(61)
    assert len(writes()) == 1


def test_the_key_of_the_session_changes_at_login(home, operator):
    client = Client()
    client.get(LOGIN)
    session = client.session
    session["before"] = 1
    session.save()
    before = session.session_key
    client.post(LOGIN, {"login": operator.email, "password": PASSWORD})
    assert is_in(client)
    assert client.session.session_key != before
    assert not Session.objects.filter(session_key=before).exists()


def test_the_cookie_ends_with_the_browser_and_is_out_of_scripts_reach(operator):
    cookie = enter(operator).cookies["sessionid"]
    assert (cookie["max-age"], cookie["expires"]) == ("", "")
    assert cookie["httponly"]
    assert cookie["samesite"] == "Lax"


def test_production_s_cookies_belong_to_this_host_alone():
    from pathlib import Path

    text = Path("site/config/settings/production.py").read_text(encoding="utf-8")
    assert 'SESSION_COOKIE_NAME = "__Host-sessionid"' in text
    assert "SESSION_COOKIE_SECURE = True" in text


def test_a_new_password_ends_the_others_and_not_this_one(operator, mailoutbox):
    here, there = enter(operator), enter(operator)
    new = "tre parole nuove insieme"
    data = {"oldpassword": PASSWORD, "password1": new, "password2": new}
    assert here.post("/accesso/password/cambia/", data).status_code == 302
    # Whoever did not do it does not know the new password: the way back asks for none.
    assert "http://localhost:8000/accesso/password/reset/" in mailoutbox[-1].body
    assert here.get("/accesso/").status_code == 200
    assert there.get("/accesso/").url.startswith(LOGIN)
    assert UserSession.objects.filter(user=operator).count() == 1


def test_who_is_switched_off_is_out_with_the_next_request(operator):
    client = enter(operator)
    operator.is_active = False
    operator.save()
    assert client.get("/accesso/").url.startswith(LOGIN)


def test_what_one_person_saw_is_not_kept_by_the_browser(client, home):
    for path in ("/admin/", "/accesso/", "/"):
        assert "no-store" in client.get(path).headers["Cache-Control"]
    assert "no-store" not in Client().get("/").headers.get("Cache-Control", "")
    assert "no-store" not in client.get("/colori.css").headers["Cache-Control"]


def test_own_sessions_are_listed_in_words_without_the_household(operator):
    firefox = "Mozilla/5.0 (Windows NT 10.0; rv:140.0) Gecko/20100101 Firefox/140.0"
    client = Client(HTTP_USER_AGENT=firefox, REMOTE_ADDR="93.45.12.200")
    client.post(LOGIN, {"login": operator.email, "password": PASSWORD})
    page = client.get("/accesso/sessioni/").content.decode()
    assert "Firefox su Windows" in page
    assert "93.45.12.0" in page
    assert "93.45.12.200" not in page
    assert UserSession.objects.get().ip == "93.45.12.0"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Mozilla/5.0 (iPhone) Version/17 Safari/604", "Safari su iPhone"),
        ("Mozilla/5.0 (Windows) Chrome/126 Safari/537 Edg/126", "Edge su Windows"),
        ("Mozilla/5.0 (X11; CrOS) Chrome/126", "Chrome su Chromebook"),
        ("curl/8.5 Linux", "Linux"),
        ("Firefox/1", "Firefox"),
        ("", "Dispositivo non riconosciuto"),
    ],
)
def test_devices_in_words(text, words):
    assert in_words(text) == words


def test_sessions_are_ended_one_by_one_or_all(operator, writer):
    here, second, third = (enter(operator) for _ in range(3))
    foreign = enter(writer)
    rows = UserSession.objects.filter(user=operator)
    row = rows.get(session_key=second.session.session_key)
    foreign_row = UserSession.objects.get(user=writer)
    path = "/accesso/sessioni/"
    assert here.post(path, {"session": foreign_row.pk}).status_code == 404
    for strange in ("x", "9" * 5000, "1\0"):
        assert here.post(path, {"session": strange}).status_code == 404
    assert here.post(path, {"session": row.pk}).status_code == 302
    assert is_in(here)
    assert not is_in(second)
    assert is_in(third)
    here.post(path)
    assert [is_in(c) for c in (here, third, foreign)] == [True, False, True]
    own = rows.get()
    assert here.post(path, {"session": own.pk}).url == "/accesso/logout/"


def test_the_night_forgets_what_is_left_of_sessions_that_are_over(operator):
    over, alive = enter(operator), enter(operator)
    now = timezone.now()
    ended = Session.objects.filter(session_key=over.session.session_key)
    ended.update(expire_date=now)
    caches["login"].set("old", 1, timeout=0.5)
    LoginCacheRow.objects.update(expires=now)
    caches["login"].set("new", 1, timeout=HOUR)
    assert nightly.jobs()["sessions"]() == "sessioni finite cancellate: 1"
    (kept,) = UserSession.objects.values_list("session_key", flat=True)
    assert kept == alive.session.session_key
    assert LoginCacheRow.objects.count() == 1
    assert caches["login"].get("new") == 1
    assert is_in(alive)


def test_the_list_asks_the_same_however_long(operator, queries):
    client = enter(operator)

    def count():
        with queries() as found:
            client.get("/accesso/sessioni/")
        return len(found)

    count()
    few = count()
    for _ in range(5):
        enter(operator)
    assert count() == few


@pytest.fixture
def locked(client):
    answer = client.post("/accesso/blocca/")
    assert answer.url == UNLOCK
    assert answer.headers["Clear-Site-Data"] == '"cache"'
    return client


def test_a_locked_screen_answers_with_nothing_else(locked, body):
    paths = [
        "/",
        "/admin/",
        "/admin/pages/",
        "/admin/logout/",
        "/accesso/",
        "/servizi/",
    ]
    for path in [*paths, "/accesso/sessioni/", body.url, "/accesso/login/"]:
        for answer in (locked.get(path), locked.post(path)):
            assert answer.status_code == 302, path
            assert answer.url == UNLOCK
    told = locked.get("/admin/pages/", HTTP_ACCEPT="application/json")
    assert told.status_code == 403
    assert "bloccato" in json.loads(told.content)["error_message"]
    assert locked.get("/colori.css").status_code == 200


def test_the_same_person_unlocks_with_the_password(locked):
    page = locked.post(UNLOCK, {"password": "un'altra"}).content.decode()
    assert "La password non è giusta" in page
    assert "redattrice@example.org" in page
    assert locked.get("/admin/").url == UNLOCK
    assert locked.post(UNLOCK, {"password": PASSWORD}).url == "/accesso/dentro/"
    assert locked.get("/accesso/dentro/").url == "/admin/"
    assert locked.get(UNLOCK).url == "/accesso/dentro/"


def test_another_person_s_password_does_not_unlock(locked, operator):
    operator.set_password("la parola di un'altra")
    operator.save()
    locked.post(UNLOCK, {"password": "la parola di un'altra"})
    assert locked.get("/admin/").url == UNLOCK


def test_the_password_is_not_guessed_at_the_locked_screen(locked):
    for _ in range(5):
        locked.post(UNLOCK, {"password": "sbagliata"})
    page = locked.post(UNLOCK, {"password": PASSWORD}).content.decode()
    assert "Troppi tentativi" in page
    assert locked.get("/admin/").url == UNLOCK


def test_a_made_up_key_does_not_unlock(locked):
    for credential in NONSENSE:
        path = "/accesso/sblocca/chiave/"
        assert locked.post(path, {"credential": credential}).url == UNLOCK
    assert locked.get("/admin/").url == UNLOCK


def test_the_next_person_begins_with_nothing_of_the_first(locked, operator):
    first = locked.session.session_key
    answer = locked.post("/accesso/cambia-persona/")
    assert answer.url == LOGIN
    assert answer.headers["Clear-Site-Data"] == '"cache"'
    assert not Session.objects.filter(session_key=first).exists()
    locked.post(LOGIN, {"login": operator.email, "password": PASSWORD})
    assert locked.get("/accesso/").status_code == 200


def test_one_click_on_a_page_of_ours_locks_and_a_link_elsewhere_does_not(client):
    assert client.get("/accesso/blocca/").status_code == 200
    away = client.get("/accesso/blocca/", HTTP_SEC_FETCH_SITE="cross-site")
    assert away.status_code == 200
    assert client.get("/admin/").status_code == 200
    assert client.get("/accesso/blocca/", **OURS).url == UNLOCK
    assert client.get("/admin/").url == UNLOCK


@pytest.fixture
def sheet(body):
    return ServiceFactory(parent=body, title="Titolo di prima")


@pytest.fixture
def typed(sheet, client):
    """What the editing form of the sheet holds, with another title."""
    from wagtail.test.utils.form_data import querydict_from_html

    html = client.get(f"/admin/pages/{sheet.pk}/edit/").content.decode()
    data = querydict_from_html(html, form_id="page-edit-form").copy()
    data["title"] = "Titolo scritto a fine mattina"
    data["action-publish"] = "action-publish"
    return data


def come_back(client, writer):
    give_app(writer)
    client.post(LOGIN, {"login": writer.email, "password": PASSWORD})
    client.post("/accesso/secondo-fattore/codice/", {"code": code_of()})


def given_back(client):
    """The form of the page that gives the text back, as a browser would send it."""
    page = client.get(KEPT)
    kept = page.context["kept"]
    data = {}
    for name, value in kept.fields:
        data.setdefault(name, []).append(value)
    return kept.path, data


def test_text_sent_after_the_session_ended_is_given_back(
    client, typed, sheet, clock, writer
):
    clock(31 * 60)
    path = f"/admin/pages/{sheet.pk}/edit/"
    answer = client.post(path, typed, **OURS)
    assert answer.url == f"{LOGIN}?next=%2Fadmin%2Fpages%2F{sheet.pk}%2Fedit%2F"
    clock(0)
    come_back(client, writer)
    assert client.get("/admin/").url == KEPT
    where, data = given_back(client)
    assert where == path
    assert "action-publish" not in data
    assert client.post(where, data, **OURS).status_code == 302
    sheet.refresh_from_db()
    assert sheet.title == "Titolo di prima"
    assert (
        sheet.get_latest_revision_as_object().title == "Titolo scritto a fine mattina"
    )
    assert client.get("/admin/").status_code == 200
    assert kept_form.KEY not in client.session


def test_also_where_another_request_had_ended_it_before(
    client, typed, sheet, clock, writer
):
    clock(31 * 60)
    client.post("/admin/editing-sessions/ping/wagtailcore/page/1/1/", **OURS)
    assert not is_in(client)
    path = f"/admin/pages/{sheet.pk}/edit/"
    told = client.post(path, typed, HTTP_ACCEPT="application/json", **OURS)
    assert told.status_code == 403
    assert "Il tuo testo non va perso" in json.loads(told.content)["error_message"]
    clock(0)
    come_back(client, writer)
    assert dict(given_back(client)[1])["title"] == ["Titolo scritto a fine mattina"]


def test_another_person_never_sees_it(client, typed, sheet, clock, operator):
    clock(31 * 60)
    client.post(f"/admin/pages/{sheet.pk}/edit/", typed, **OURS)
    clock(0)
    client.post(LOGIN, {"login": operator.email, "password": PASSWORD})
    assert client.get(KEPT).url == "/accesso/dentro/"
    assert kept_form.KEY not in client.session


def test_it_can_be_left(client, typed, sheet, clock, writer):
    clock(31 * 60)
    client.post(f"/admin/pages/{sheet.pk}/edit/", typed, **OURS)
    clock(0)
    come_back(client, writer)
    assert client.post(KEPT).url == "/accesso/dentro/"
    assert client.get("/admin/").status_code == 200


def test_text_sent_to_a_locked_screen_is_given_back(locked, sheet):
    locked.post(f"/admin/pages/{sheet.pk}/edit/", {"title": "Scritto"}, **OURS)
    assert locked.post(UNLOCK, {"password": PASSWORD}).url == KEPT
    assert given_back(locked)[1]["title"] == ["Scritto"]


@pytest.mark.parametrize(
    ("path", "headers"),
    [
        ("/admin/pages/1/edit/", {"HTTP_SEC_FETCH_SITE": "cross-site"}),
        ("/admin/pages/1/edit/", {"HTTP_ORIGIN": "https://evil.example"}),
        ("/admin/pages/1/edit/", {}),
        ("/admin/pages/1/delete/", OURS),
        ("/admin/users/1/delete/", OURS),
        ("/accesso/sessioni/", OURS),
    ],
)
def test_only_editing_forms_of_ours_are_kept(client, clock, path, headers):
    client.get("/admin/")
    clock(31 * 60)
    client.post(path, {"title": "x"}, **headers)
    assert kept_form.KEY not in client.session


def test_a_password_in_a_form_is_not_kept(client, clock):
    client.get("/admin/")
    clock(31 * 60)
    typed = {"first_name": "Ada", "password1": "segreta", "password2": "segreta"}
    client.post("/admin/users/edit/1/", typed, **OURS)
    assert client.session[kept_form.KEY]["fields"] == [["first_name", "Ada"]]


def test_a_stranger_s_form_is_not_kept(home):
    client = Client()
    client.post("/admin/pages/1/edit/", {"title": "x"}, **OURS)
    assert not Session.objects.exists()


def test_a_form_from_before_the_last_login_is_given_back_and_not_refused(writer, sheet):
    client = Client(enforce_csrf_checks=True)
    client.force_login(writer)
    client.get("/admin/")
    path, data = f"/admin/pages/{sheet.pk}/edit/", {"title": "Scritto"}
    assert client.post(path, data, **OURS).url == KEPT
    assert given_back(client)[1] == {"title": ["Scritto"]}
    away = client.post(path, data, HTTP_SEC_FETCH_SITE="cross-site")
    assert away.status_code == 403


ELSEWHERE = (
    *(
        "http://[",
        "https://[x]/",
        "//evil.example/",
        "https:evil.example",
        "https:///e",
    ),
    *("/\\evil.example", "\t//evil.example", "javascript:alert(1)", "\0", "//[", "é"),
    *("http://testserver@evil.example/", "http://evil.example#@testserver/", "//"),
)


@pytest.mark.parametrize("following", ELSEWHERE)
def test_nobody_is_led_elsewhere_after_login(operator, following):
    data = {"login": operator.email, "password": PASSWORD, "next": following}
    for answer in (
        Client().get(LOGIN, {"next": following}),
        Client().post(LOGIN, data),
    ):
        assert answer.status_code in (200, 302)
        assert "evil" not in answer.headers.get("Location", "")
