"""The pages of a body's people: who sees which, what they say, what they cost."""

import datetime as dt

import pytest
from django.core import mail
from django.test import Client
from django.utils import timezone

from accounts.actions import invite, set_trusted, suspend, withdraw_membership
from accounts.models import Invitation, OrganisationAccess, User
from tests.factories import OrganisationFactory, make_member

PEOPLE = "/accesso/persone/"
EVERYWHERE = f"{PEOPLE}sito/"
TODAY = timezone.localdate
DAY = dt.timedelta(days=1)


def client_of(user):
    client = Client()
    client.force_login(user)
    return client


def text(client, place):
    answer = client.get(place)
    assert answer.status_code == 200, place
    return answer.content.decode()


@pytest.fixture
def manager(body):
    return make_member(body, "manager", "responsabile@example.org")


@pytest.fixture
def own(manager):
    return client_of(manager)


@pytest.fixture
def place(body):
    return f"{PEOPLE}{body.pk}/"


@pytest.fixture
def coordinator(home):
    return client_of(make_member(None, "coordinator", "coordina@example.org"))


def post_invitation(client, place, **facts):
    facts = {"email": "nuova@example.org", "role": "editor", "bond": "employed"} | facts
    return client.post(f"{place}invita/", facts)


@pytest.mark.parametrize(
    ("role", "own", "other", "site", "all_bodies"),
    [
        ("editor", 404, 404, 404, 404),
        ("operator", 404, 404, 404, 404),
        ("referent", 404, 404, 404, 404),
        ("manager", 200, 404, 404, 302),
        ("coordinator", 200, 200, 404, 200),
        ("administrator", 200, 200, 200, 200),
    ],
)
def test_who_reaches_which_list(body, other_body, role, own, other, site, all_bodies):
    place = body if role in {"editor", "operator", "referent", "manager"} else None
    client = client_of(make_member(place, role, "qualcuno@example.org"))
    asked = {
        f"{PEOPLE}{body.pk}/": own,
        f"{PEOPLE}{other_body.pk}/": other,
        EVERYWHERE: site,
        PEOPLE: all_bodies,
        f"{PEOPLE}999999/": 404,
        f"{PEOPLE}{body.pk}/invita/": 200
        if role in {"manager", "administrator"}
        else 404,
        f"{EVERYWHERE}invita/": 200 if role == "administrator" else 404,
    }
    found = {path: client.get(path).status_code for path in asked}
    assert found == asked


def test_a_visitor_is_asked_to_log_in_and_told_nothing(body, place):
    for path in (PEOPLE, place, EVERYWHERE, f"{place}invita/", f"{PEOPLE}99999/"):
        answer = Client().get(path)
        assert answer.status_code == 302
        assert answer.url.startswith("/accesso/login/")


def test_a_single_body_is_shown_at_once(own, place):
    assert own.get(PEOPLE).url == place


def test_nobody_of_another_body_is_shown(own, other_body, place):
    stranger = make_member(other_body, "editor", "di-altri@example.org")
    page = text(own, place)
    assert stranger.email not in page
    assert other_body.title not in page


def test_the_row_says_role_bond_dates_state_and_last_day(own, body, place):
    user = make_member(
        body,
        "operator",
        "olga@example.org",
        bond="volunteer",
        appointed_on=dt.date(2026, 3, 1),
        valid_from=dt.date(2026, 3, 2),
        valid_until=dt.date(2099, 4, 5),
    )
    user.first_name, user.last_name = "Olga", "Neri"
    user.last_login = dt.datetime(2026, 11, 7, 22, 59, tzinfo=dt.UTC)
    user.save()
    page = text(own, place)
    for words in (
        "Olga Neri",
        "Operatore, volontario incaricato, incarico del 01/03/2026",
        "Dal 02/03/2026 al 05/04/2099",
        "Ultimo ingresso: 07/11/2026.",
        "Attivo",
    ):
        assert words in page
    assert "22:59" not in page
    assert "23:59" not in page


def test_states_are_told_in_words(own, body, place):
    one = {"valid_from": TODAY() - 9 * DAY}
    make_member(body, "editor", "finito@example.org", valid_until=TODAY() - DAY, **one)
    make_member(body, "editor", "domani@example.org", valid_from=TODAY() + DAY)
    stopped = make_member(body, "editor", "fermo@example.org")
    suspend(membership=stopped.memberships.get(), because="assenza lunga")
    switched_off = make_member(body, "editor", "spento@example.org")
    User.objects.filter(pk=switched_off.pk).update(is_active=False)
    gone = make_member(body, "editor", "via@example.org")
    withdraw_membership(membership=gone.memberships.get())
    page = text(own, place)
    for words in (
        "Scaduto ",
        "Comincia ",
        ": assenza lunga",
        "Utente disattivato",
        "Accessi revocati negli ultimi sei mesi (1)",
    ):
        assert words in page
    gone.memberships.update(withdrawn_at=timezone.now() - dt.timedelta(days=200))
    assert "via@example.org" not in text(own, place)


@pytest.mark.parametrize(
    ("managers", "says"), [(1, "C’è un solo responsabile"), (2, "")]
)
def test_a_body_with_one_manager_is_warned(own, body, place, managers, says):
    warning = "Servono almeno due persone"
    for number in range(managers - 1):
        make_member(body, "manager", f"altra{number}@example.org")
    page = text(own, place)
    assert (warning in page) is bool(says)
    assert says in page


def test_an_ended_or_suspended_manager_does_not_count(own, body, place):
    second = make_member(body, "manager", "altra@example.org")
    assert "un solo responsabile" not in text(own, place)
    suspend(membership=second.memberships.get(), because="x")
    assert "un solo responsabile" in text(own, place)


def test_the_coordinator_sees_which_bodies_lack_somebody(
    coordinator, body, other_body, services_index
):
    make_member(body, "manager", "a@example.org")
    make_member(other_body, "editor", "b@example.org")
    OrganisationFactory(parent=services_index, title="Ente vuoto")
    page = text(coordinator, PEOPLE)
    assert "Un solo responsabile" in page
    assert "Nessun responsabile" in page
    assert "Enti senza persone (1)" in page
    assert "Amministratori di sistema" not in page
    assert "Pubblica da solo" not in page
    set_trusted(access=body.access, is_trusted=True)
    assert text(coordinator, PEOPLE).count("Pubblica da solo") == 1


def test_the_coordinator_looks_and_does_not_touch(coordinator, body, place):
    user = make_member(body, "editor", "a@example.org")
    page = text(coordinator, place)
    assert "a@example.org" in page
    assert "Invita una persona" not in page
    assert "Revoca" not in page
    pk = user.memberships.get().pk
    assert coordinator.post(f"{PEOPLE}profili/{pk}/revoca/").status_code == 404
    assert user.memberships.get().withdrawn_at is None


def test_trust_is_given_and_taken_on_the_page(coordinator, own, body, place):
    def is_trusted():
        return OrganisationAccess.objects.get(organisation=body).is_trusted

    assert own.post(f"{place}fiducia/", {"fiducia": "1"}).status_code == 404
    assert "fiducia" not in text(own, place)
    assert not is_trusted()
    assert coordinator.get(f"{place}fiducia/").status_code == 405
    answer = coordinator.post(f"{place}fiducia/", {"fiducia": "1"}, follow=True)
    assert "pubblicano da soli" in answer.content.decode()
    assert is_trusted()
    coordinator.post(f"{place}fiducia/", {"fiducia": "0"})
    assert not is_trusted()
    assert coordinator.post(f"{PEOPLE}999999/fiducia/").status_code == 404


def test_an_invitation_leaves_and_waits_in_the_list(own, body, place):
    answer = post_invitation(own, place, email="Nuova@Example.org")
    page = text(own, answer.url)
    assert "Invito mandato a nuova@example.org" in page
    assert "Inviti che aspettano" in page
    assert len(mail.outbox) == 1
    row = Invitation.objects.get()
    assert (row.organisation, row.role) == (body, "editor")


@pytest.mark.parametrize(
    ("facts", "says"),
    [
        ({"email": "non un indirizzo"}, "indirizzo email valido"),
        ({"email": ""}, "obbligatorio"),
        ({"role": ""}, "Scegli un ruolo."),
        ({"role": "coordinator"}, "non puoi darlo tu"),
        ({"role": "administrator"}, "non puoi darlo tu"),
        ({"bond": "amico"}, "opzione valida"),
        ({"bond": "volunteer"}, "serve il giorno dell&#x27;incarico"),
        ({"appointed_on": "2999-01-01"}, "non può essere nel futuro"),
        ({"appointed_on": "31/02/2026"}, "data valida"),
        ({"valid_until": "2020-01-01"}, "già passato"),
        ({"valid_until": "9999-12-31"}, "entro 5 anni"),
        ({"email": "responsabile@example.org", "role": "manager"}, "già questo ruolo"),
        ({"email": "aspetta@example.org"}, "un invito che aspetta"),
    ],
)
def test_a_wrong_invitation_is_told_at_its_field(
    own, body, place, manager, facts, says
):
    waiting = Invitation(
        organisation=body, email="aspetta@example.org", role="editor", bond="employed"
    )
    invite(invitation=waiting, by=manager, at=timezone.now())
    answer = post_invitation(own, place, **facts)
    assert answer.status_code == 200
    page = answer.content.decode()
    assert says in page
    assert "C’è qualcosa da correggere" in page
    assert Invitation.objects.count() == 1
    assert len(mail.outbox) == 1


def test_what_was_typed_is_kept(own, place):
    page = post_invitation(own, place, valid_until="2020-01-01").content.decode()
    assert 'value="nuova@example.org"' in page
    assert 'value="2020-01-01"' in page
    assert 'value="editor" checked' in page


def test_the_form_offers_only_what_may_be_given(own, place, admin_client):
    page = text(own, f"{place}invita/")
    assert 'value="manager"' in page
    assert 'value="administrator"' not in page
    page = text(admin_client, f"{EVERYWHERE}invita/")
    assert 'value="administrator"' in page
    assert 'value="editor"' not in page


def test_an_administrator_invites_a_coordinator(admin_client):
    post_invitation(admin_client, EVERYWHERE, role="coordinator")
    row = Invitation.objects.get()
    assert (row.role, row.organisation) == ("coordinator", None)
    assert "nuova@example.org" in text(admin_client, EVERYWHERE)
    again = post_invitation(admin_client, EVERYWHERE, role="coordinator")
    assert "un invito che aspetta" in again.content.decode()


def test_an_invitation_is_sent_again_or_withdrawn(own, place):
    post_invitation(own, place)
    pk = Invitation.objects.get().pk
    again, stop = f"{PEOPLE}inviti/{pk}/rimanda/", f"{PEOPLE}inviti/{pk}/annulla/"
    assert own.get(again).status_code == 405
    assert own.post(again).url == place
    assert len(mail.outbox) == 2
    assert "Annullare l’invito?" in text(own, stop)
    assert Invitation.objects.waiting().exists()
    assert own.post(stop).url == place
    assert not Invitation.objects.waiting().exists()
    assert own.post(again).status_code == own.post(stop).status_code == 404
    assert post_invitation(own, place).status_code == 302


def test_the_invitation_of_another_body_is_not_there(own, other_body):
    stranger = make_member(other_body, "manager", "altro@example.org")
    post_invitation(client_of(stranger), f"{PEOPLE}{other_body.pk}/")
    pk = Invitation.objects.get().pk
    for way in ("rimanda", "annulla"):
        assert own.post(f"{PEOPLE}inviti/{pk}/{way}/").status_code == 404
    assert own.get(f"{PEOPLE}inviti/{pk}/annulla/").status_code == 404
    assert Invitation.objects.waiting().count() == len(mail.outbox) == 1


def test_a_mail_that_did_not_leave_is_told(own, place, monkeypatch):
    from django.core.mail.backends.locmem import EmailBackend

    def fail(self, messages):
        raise TimeoutError

    monkeypatch.setattr(EmailBackend, "send_messages", fail)
    answer = post_invitation(own, place)
    assert answer.status_code == 302
    page = text(own, place)
    assert "non è partita" in page


def test_an_expired_invitation_says_so(own, place):
    post_invitation(own, place)
    Invitation.objects.update(expires_at=timezone.now())
    assert "Scaduto " in text(own, place)


def test_a_list_costs_the_same_with_ten_times_the_people(
    own, manager, body, place, queries
):
    def add(numbers):
        for number in numbers:
            make_member(body, "editor", f"persona{number}@example.org")
            facts = {"email": f"invito{number}@example.org", "role": "editor"}
            row = Invitation(organisation=body, bond="employed", **facts)
            invite(invitation=row, by=manager, at=timezone.now())

    add(range(2))
    own.get(place)
    with queries() as few:
        own.get(place)
    add(range(2, 22))
    with queries() as many:
        own.get(place)
    assert len(many) == len(few) <= 25


def test_the_list_of_bodies_costs_the_same_with_ten_times_as_many(
    coordinator, services_index, queries
):
    def add(numbers):
        for number in numbers:
            one = OrganisationFactory(parent=services_index)
            make_member(one, "manager", f"resp{number}@example.org")

    add(range(2))
    coordinator.get(PEOPLE)
    with queries() as few:
        coordinator.get(PEOPLE)
    add(range(2, 20))
    with queries() as many:
        coordinator.get(PEOPLE)
    assert len(many) == len(few) <= 20


def test_pages_are_strict_and_kept_by_no_cache(own, place):
    answer = own.get(place)
    policy = answer.headers["Content-Security-Policy"]
    assert "unsafe-inline" not in policy
    assert "no-store" in answer.headers["Cache-Control"]
    assert '<meta name="robots" content="noindex">' in answer.content.decode()


def test_two_clicks_at_once_send_one_invitation(own, place, monkeypatch):
    """The second request has looked before the first one has written."""
    from accounts.models.invitation import InvitationQuerySet

    post_invitation(own, place)
    nothing = lambda rows: rows.none()  # noqa: E731
    monkeypatch.setattr(InvitationQuerySet, "waiting", nothing)
    answer = post_invitation(own, place)
    assert answer.status_code == 200
    assert "un invito che aspetta" in answer.content.decode()
    assert Invitation.objects.count() == len(mail.outbox) == 1


@pytest.mark.parametrize("way", ["rimanda", "annulla"])
def test_an_invitation_used_this_moment_is_not_there(own, place, way, monkeypatch):
    from accounts.people import inviting

    post_invitation(own, place)

    def gone(**_):
        raise Invitation.DoesNotExist

    monkeypatch.setattr(inviting, "send_again", gone)
    monkeypatch.setattr(inviting, "revoke_invitation", gone)
    pk = Invitation.objects.get().pk
    assert own.post(f"{PEOPLE}inviti/{pk}/{way}/").status_code == 404


@pytest.mark.parametrize(
    "path", ["{}/", "{}/invita/", "profili/{}/revoca/", "inviti/{}/annulla/"]
)
def test_a_number_out_of_reach_is_not_there(own, path):
    for number in ("0", "9" * 30):
        assert own.get(PEOPLE + path.format(number)).status_code == 404


def test_the_link_to_people_is_for_those_who_find_something_there(
    own, coordinator, body
):
    for client in (own, coordinator):
        assert PEOPLE in text(client, "/accesso/")
    operator = client_of(make_member(body, "operator", "o@example.org"))
    assert PEOPLE not in text(operator, "/accesso/")
