"""Who opens the log, and what is seen of it."""

import datetime as dt

import pytest
from django.test import Client
from django.utils import timezone

from accounts.audit.kinds import Kind
from accounts.audit.recording import record
from accounts.models import AuditEntry, AuditSettings, User
from tests.factories import make_member

LOG = "/admin/registro/"
NOTICE = "/accesso/registro/"
GIVEN = {"purpose": "incident", "reason": "Protocollo 1234 del 2026"}


@pytest.fixture
def opened(home, admin_client):
    """The administrator, who said why."""
    assert admin_client.post(LOG, GIVEN).url == LOG
    return admin_client


def shown(client, **query):
    answer = client.get(LOG, query)
    assert answer.status_code == 200
    return answer.content.decode()


@pytest.mark.parametrize("role", ["editor", "manager", "operator", "coordinator"])
@pytest.mark.parametrize("method", ["get", "post"])
def test_nobody_else_opens_the_log(body, role, method):
    where = None if role == "coordinator" else body
    client = Client()
    client.force_login(make_member(where, role, "anna@example.org"))
    answer = getattr(client, method)(LOG, GIVEN)
    assert answer.status_code == 302
    assert not AuditEntry.objects.filter(kind=Kind.CONSULTATION).exists()
    home = client.get("/admin/")
    if home.status_code == 200:
        assert "Registro di sicurezza" not in home.content.decode()


def test_a_visitor_is_sent_to_the_way_in(home):
    assert "/accesso/login/" in Client().get(LOG).url
    assert "/accesso/login/" in Client().get(NOTICE).url


def test_nothing_is_shown_before_a_reason_is_given(home, admin_client):
    record(Kind.EXPORT, about=("vista:segreta", ""))
    html = shown(admin_client)
    assert "Perché apri il registro" in html
    assert "vista:segreta" not in html


@pytest.mark.parametrize(
    ("data", "told"),
    [
        ({"purpose": "incident", "reason": "boh"}, "almeno 10 caratteri"),
        ({"purpose": "incident", "reason": " " * 20}, "Spiega in breve perché"),
        ({"purpose": "incident", "reason": "x" * 201}, "al massimo 200"),
        ({"reason": "Protocollo 1234 del 2026"}, "Scegli perché"),
        ({"purpose": "curiosity", "reason": "Protocollo 1234"}, "curiosity"),
    ],
)
def test_a_reason_must_be_one_and_what_was_typed_stays(home, admin_client, data, told):
    answer = admin_client.post(LOG, data)
    html = answer.content.decode()
    assert answer.status_code == 200
    assert told in html
    assert data["reason"].strip() in html
    assert not AuditEntry.objects.filter(kind=Kind.CONSULTATION).exists()
    assert "Chi ha aperto il registro" not in shown(admin_client)


def test_who_opened_it_and_why_comes_first(opened):
    record(Kind.LOGIN, about=("accounts.user", "77"))
    entry = AuditEntry.objects.get(kind=Kind.CONSULTATION)
    assert entry.codes == GIVEN
    assert entry.user_number == User.objects.get(email="capo@example.org").pk
    html = shown(opened)
    assert html.index("Protocollo 1234 del 2026") < html.index("utente 77")


def test_the_reason_holds_for_half_an_hour(opened):
    session = opened.session
    ago = timezone.now() - dt.timedelta(minutes=31)
    session["audit_opened_at"] = ago.isoformat()
    session.save()
    assert "Perché apri il registro" in shown(opened)


def test_one_who_is_no_longer_administrator_sees_nothing(opened):
    User.objects.filter(email="capo@example.org").update(is_superuser=False)
    assert opened.get(LOG).status_code == 302


def test_the_log_is_kept_in_no_cache(opened):
    assert "no-store" in opened.get(LOG)["Cache-Control"]


def test_a_reading_is_counted_and_nobody_is_named(opened):
    reader = User.objects.create_user("curiosa@example.org", "x")
    for number in range(3):
        record(Kind.READING, user=reader, about=("accounts.user", f"90{number}"))
    for query in ({}, {"kind": "reading"}, {"kind": "login"}):
        html = shown(opened, **query)
        assert f"<td>{reader.pk}</td>" not in html
        assert "utente 90" not in html
    assert "<td>utente</td><td>3</td>" in shown(opened, kind="reading")


def test_there_is_no_filter_by_person(opened):
    record(Kind.LOGIN, about=("accounts.user", "55"))
    for name in ("user", "user_number", "utente", "q", "object_id"):
        assert "utente 55" in shown(opened, **{name: "1"})


def test_kind_and_days_choose_what_is_shown(opened):
    day = dt.datetime(2026, 3, 10, 23, 30, tzinfo=dt.UTC)  # the 11th in Rome
    record(Kind.LOGIN, at=day, about=("accounts.user", "11"))
    record(Kind.EXPORT, at=day, about=("vista:una", ""))
    both = {"since": "2026-03-11", "until": "2026-03-11"}
    assert "vista:una" in shown(opened, **both)
    assert "utente 11" in shown(opened, **both)
    only = shown(opened, kind="export", **both)
    assert "vista:una" in only
    assert "utente 11" not in only
    assert "vista:una" not in shown(opened, since="2026-03-10", until="2026-03-10")
    assert "vista:una" not in shown(opened)


@pytest.mark.parametrize(
    ("query", "told"),
    [
        ({"since": "2026-03-12", "until": "2026-03-11"}, "viene dopo la fine"),
        ({"since": "2020-01-01", "until": "2026-03-11"}, "un anno per volta"),
        ({"since": "ieri"}, "data valida"),
        ({"since": "0001-01-01", "until": "0001-01-05"}, "tra il 2000 e il 2100"),
        ({"until": "0001-01-01"}, "tra il 2000 e il 2100"),
        ({"until": "9999-12-31"}, "tra il 2000 e il 2100"),
        ({"kind": "searches"}, "searches"),
    ],
)
def test_what_cannot_be_shown_is_told_at_the_field(opened, query, told):
    record(Kind.EXPORT, about=("vista:una", ""))
    html = shown(opened, **query)
    assert told in html
    assert "vista:una" not in html


def test_the_list_goes_by_pages_that_keep_the_choice(opened):
    for number in range(60):
        record(Kind.EXPORT, about=("vista", str(number)))
    html = shown(opened, kind="export")
    assert "60 voci" in html
    assert "kind=export" in html
    assert "p=2" in html
    assert "<td>vista 3</td>" in shown(opened, kind="export", p="2")
    assert "Pagina 2 di 2" in shown(opened, kind="export", p="99")


def test_a_long_log_costs_the_queries_of_a_short_one(opened, queries):
    shown(opened)  # What is read once and kept.
    spent = []
    for number in (3, 30):
        for _ in range(number):
            record(Kind.EXPORT, about=("vista", "1"))
            record(Kind.READING, about=("accounts.user", "1"))
        with queries() as found:
            shown(opened)
        spent.append(len(found))
    assert spent[0] == spent[1]


def test_the_notice_says_what_is_recorded_how_long_and_what_allows_it(body):
    client = Client()
    client.force_login(make_member(body, "operator", "anna@example.org"))
    html = client.get(NOTICE).content.decode()
    assert "non ancora indicato" in html
    assert "6 mesi" in html
    assert "90 giorni" in html
    AuditSettings.objects.update_or_create(
        defaults={
            "ground": "agreement",
            "ground_details": "12 gennaio 2027, con le RSU del Comune",
            "months": 12,
            "reading_days": 30,
        }
    )
    html = client.get(NOTICE).content.decode()
    assert (
        "Accordo con le rappresentanze sindacali: 12 gennaio 2027, con le RSU" in html
    )
    assert "12 mesi" in html
    assert "30 giorni" in html
    assert "non ancora indicato" not in html


def test_the_notice_is_linked_where_people_work(body):
    client = Client()
    client.force_login(make_member(body, "editor", "anna@example.org"))
    assert NOTICE in client.get("/admin/").content.decode()
    assert f'"{NOTICE}"' in client.get("/accesso/sessioni/").content.decode()


SETTINGS = "/admin/settings/accounts/auditsettings/"


@pytest.mark.parametrize(
    ("data", "told"),
    [
        ({"months": "5"}, "Almeno 6 mesi."),
        ({"months": "25"}, "Al massimo 24 mesi."),
        ({"reading_days": "181"}, "Al massimo 180 giorni."),
        ({"ground": "agreement"}, "Scrivi data, numero e tra chi"),
        ({"ground_details": "12/1/2027"}, "un accordo o un&#x27;autorizzazione"),
    ],
)
def test_the_settings_refuse_what_does_not_fit(home, admin_client, data, told):
    address = admin_client.get(SETTINGS).url
    usual = {"ground": "", "ground_details": "", "months": "6", "reading_days": "90"}
    answer = admin_client.post(address, {**usual, **data})
    assert answer.status_code == 200
    assert told in answer.content.decode()


def test_a_change_of_the_settings_is_recorded_and_not_for_a_coordinator(
    home, admin_client
):
    address = admin_client.get(SETTINGS).url
    usual = {"ground": "", "ground_details": "", "months": "8", "reading_days": "90"}
    assert admin_client.post(address, usual).status_code == 302
    assert AuditSettings.load().months == 8
    changed = AuditEntry.objects.filter(object_type="accounts.auditsettings")
    assert changed.get().kind == Kind.RIGHTS
    client = Client()
    client.force_login(make_member(None, "coordinator", "anna@example.org"))
    assert client.get(SETTINGS).status_code == 302


def test_what_happened_is_told_in_words(opened):
    record(Kind.RIGHTS, about=("auth.group", "5"), action="accounts.grant")
    record(Kind.EXPORT, about=("vista:una", ""), format="csv")
    record(Kind.RIGHTS, about=("app.gone", "6"), action="app.gone")
    html = shown(opened)
    assert "<td>gruppo 5</td><td>Profilo dato</td>" in html
    assert "<td>vista:una </td><td>format: csv</td>" in html
    assert "<td>app.gone 6</td><td>app.gone</td>" in html
