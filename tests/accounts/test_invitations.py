"""From the invitation to the account, and every way in which a link may be worth nothing."""

import datetime as dt
import re

import pytest
from django.core import mail
from django.core.exceptions import PermissionDenied
from django.core.mail.backends.locmem import EmailBackend
from django.db import IntegrityError, transaction
from django.test import Client
from django.utils import timezone
from wagtail.models import ModelLogEntry

from accounts.actions import (
    accept_invitation,
    forget_invitations,
    invite,
    revoke_invitation,
    send_again,
    suspend,
    usable_invitation,
    withdraw_membership,
)
from accounts.models import Invitation, User
from accounts.models.invitation import hashed
from tests.factories import make_member, show_factor

ADDRESS = "nuova.persona@example.org"
PASSWORD = "tre gatti sul tetto"
PLACE = "/accesso/invito/"
WELCOME = "/accesso/"
WEEK = dt.timedelta(days=7)


@pytest.fixture
def manager(body):
    user = make_member(body, "manager", "responsabile@example.org")
    user.first_name, user.last_name = "Ada", "Bianchi"
    user.save()
    return user


def offer(body, **facts):
    facts = {"email": ADDRESS, "role": "editor", "bond": "employed"} | facts
    return Invitation(organisation=body, **facts)


@pytest.fixture
def invited(body, manager):
    return invite(invitation=offer(body), by=manager, at=timezone.now())


def token_of(message):
    return re.search(r"codice=([\w-]+)", message.body)[1]


@pytest.fixture
def token(invited):
    return token_of(mail.outbox[-1])


def facts(token, **more):
    names = {"first_name": "Lia", "last_name": "Verdi"}
    passwords = {"password1": PASSWORD, "password2": PASSWORD}
    return {"codice": token} | names | passwords | more


def test_the_mail_says_who_invites_for_which_body_what_and_until_when(
    invited, manager, body, settings
):
    (message,) = mail.outbox
    assert message.to == [ADDRESS]
    assert body.title in message.subject
    for words in (
        "Ada Bianchi ti invita",
        body.title,
        "Redattore",
        "Scrive le pagine del suo ente",
        "una volta sola",
        "Se non ti aspettavi questo messaggio",
    ):
        assert words in message.body
    assert f"{settings.WAGTAILADMIN_BASE_URL}{PLACE}?codice=" in message.body
    end = timezone.localtime(invited.expires_at)
    assert f"{end.day}" in message.body
    assert end.strftime("%H:%M") in message.body
    assert "&#" not in message.body


def test_the_link_never_follows_the_host_of_a_request(body, manager, settings):
    settings.ALLOWED_HOSTS = ["*"]
    settings.WAGTAILADMIN_BASE_URL = "https://sportello.example.it"
    client = Client(headers={"host": "evil.example"})
    client.force_login(manager)
    data = {"email": ADDRESS, "role": "editor", "bond": "employed"}
    client.post(f"/accesso/persone/{body.pk}/invita/", data)
    assert "https://sportello.example.it/accesso/invito/" in mail.outbox[-1].body
    assert "evil" not in mail.outbox[-1].body


def test_what_is_stored_does_not_make_the_link(invited, token):
    kept = str(Invitation.objects.values().get())
    assert token not in kept
    assert hashed(token) in kept
    assert len(token) >= 43
    entries = ModelLogEntry.objects.filter(action="accounts.invite")
    assert entries.count() == 1
    assert token not in str(list(entries.values()))


def test_nobody_is_made_until_the_link_is_used(invited, token):
    client = Client()
    page = client.get(PLACE, {"codice": token})
    assert page.status_code == 200
    assert "no-store" in page.headers["Cache-Control"]
    assert ADDRESS in page.content.decode()
    assert not User.objects.filter(email=ADDRESS).exists()
    assert Invitation.objects.get().used_at is None


def test_somebody_new_says_a_name_and_a_password_and_is_in(
    invited, token, body, manager
):
    client = Client()
    answer = client.post(PLACE, facts(token))
    assert answer.status_code == 302
    assert answer.url == WELCOME
    user = User.objects.get(email=ADDRESS)
    assert client.session["_auth_user_id"] == str(user.pk)
    assert user.get_full_name() == "Lia Verdi"
    assert user.check_password(PASSWORD)
    profile = user.memberships.get()
    assert (profile.role, profile.organisation) == ("editor", body)
    assert (profile.bond, profile.given_by) == ("employed", manager)
    assert profile.valid_from == timezone.localdate()
    assert user.emailaddress_set.get().verified
    # Whoever enters the admin prepares the second factor first, without typing the password again.
    assert client.get(WELCOME).url == "/accesso/secondo-fattore/prepara/"
    assert client.get("/accesso/secondo-fattore/app/").status_code == 200


def test_who_does_not_enter_the_admin_is_greeted_at_once(body, manager):
    made = offer(body, role="operator")
    invite(invitation=made, by=manager, at=timezone.now())
    client = Client()
    client.post(PLACE, facts(token_of(mail.outbox[-1])))
    assert "Ciao Lia" in client.get(WELCOME).content.decode()


def test_dates_and_appointment_pass_to_the_profile(body, manager):
    until = timezone.localdate() + dt.timedelta(30)
    since = timezone.localdate() - dt.timedelta(30)
    made = offer(body, bond="volunteer", appointed_on=since, valid_until=until)
    invite(invitation=made, by=manager, at=timezone.now())
    Client().post(PLACE, facts(token_of(mail.outbox[-1])))
    profile = User.objects.get(email=ADDRESS).memberships.get()
    assert (profile.bond, profile.appointed_on) == ("volunteer", since)
    assert profile.valid_until == until


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        ({"password2": "un'altra cosa"}, "non sono uguali"),
        ({"password1": "corta", "password2": "corta"}, "12 caratteri"),
        ({"password1": "", "password2": ""}, "obbligatorio"),
        ({"password1": ADDRESS, "password2": ADDRESS}, "simile"),
        ({"first_name": ""}, "obbligatorio"),
        ({"last_name": "x" * 151}, "150 caratteri"),
    ],
)
def test_what_is_wrong_is_said_and_the_rest_kept(invited, token, wrong, says):
    answer = Client().post(PLACE, facts(token, **wrong))
    assert answer.status_code == 200
    page = answer.content.decode()
    assert says in page
    if "first_name" not in wrong:
        assert 'value="Lia"' in page
    assert not User.objects.filter(email=ADDRESS).exists()
    assert Client().post(PLACE, facts(token)).status_code == 302


def spoil_used(invitation, manager):
    Invitation.objects.update(used_at=timezone.now())


def spoil_expired(invitation, manager):
    Invitation.objects.update(expires_at=timezone.now())


def spoil_revoked(invitation, manager):
    revoke_invitation(invitation=invitation, by=manager, at=timezone.now())


def spoil_over(invitation, manager):
    Invitation.objects.update(valid_until=timezone.localdate() - dt.timedelta(1))


def spoil_giver_gone(invitation, manager):
    withdraw_membership(membership=manager.memberships.get())


def spoil_giver_suspended(invitation, manager):
    suspend(membership=manager.memberships.get(), because="assenza")


@pytest.mark.parametrize(
    "spoil",
    [
        spoil_used,
        spoil_expired,
        spoil_revoked,
        spoil_over,
        spoil_giver_gone,
        spoil_giver_suspended,
    ],
)
def test_a_link_that_is_worth_nothing_gives_one_same_kind_answer(
    invited, token, manager, spoil
):
    never = Client().get(PLACE, {"codice": "mai-esistito"})
    assert never.status_code == 404
    assert "Questo link non vale più" in never.content.decode()
    assert "Entra da qui" in never.content.decode()
    spoil(invited, manager)
    for answer in (
        Client().get(PLACE, {"codice": token}),
        Client().post(PLACE, facts(token)),
    ):
        assert answer.status_code == 404
        assert answer.content == never.content
    assert not User.objects.filter(email=ADDRESS).exists()


@pytest.mark.parametrize("code", ["", "x" * 5000, "\x00", "è", "%00", "' OR 1=1"])
def test_nonsense_is_answered_kindly(home, code):
    for ask in (Client().get, Client().post):
        assert ask(PLACE, {"codice": code}).status_code == 404
    assert Client().get(PLACE).status_code == 404


def test_a_link_works_once(invited, token):
    assert Client().post(PLACE, facts(token)).status_code == 302
    again = Client().post(PLACE, facts(token, first_name="Altra"))
    assert again.status_code == 404
    assert User.objects.get(email=ADDRESS).first_name == "Lia"


def test_the_second_of_two_clicks_at_once_gets_nothing(invited, token):
    """Both have read the invitation as good before either one uses it."""
    user = User.objects.create_user(ADDRESS, PASSWORD)
    now, today = timezone.now(), timezone.localdate()
    stale = usable_invitation(token, now)
    accept_invitation(invitation=invited, user=user, at=now, on=today)
    with pytest.raises(Invitation.DoesNotExist):
        accept_invitation(invitation=stale, user=user, at=now, on=today)
    assert user.memberships.count() == 1


def test_it_expires_after_seven_days_to_the_second(body, manager):
    begun = timezone.now()
    invite(invitation=offer(body), by=manager, at=begun)
    token = token_of(mail.outbox[-1])
    assert usable_invitation(token, begun + WEEK - dt.timedelta(seconds=1))
    assert usable_invitation(token, begun + WEEK) is None


def test_sent_again_the_old_link_is_worth_nothing(invited, token, manager):
    later = timezone.now() + dt.timedelta(days=5)
    send_again(invitation=invited, by=manager, at=later)
    assert len(mail.outbox) == 2
    newer = token_of(mail.outbox[-1])
    assert usable_invitation(token, later) is None
    assert usable_invitation(newer, later + WEEK - dt.timedelta(seconds=1))
    assert Invitation.objects.get().sent_at == later


def test_somebody_with_an_account_logs_in_and_accepts(invited, token, other_body):
    user = make_member(other_body, "editor", ADDRESS)
    client = Client()
    page = client.get(PLACE, {"codice": token}).content.decode()
    assert "hai già un accesso" in page
    assert "password1" not in page
    assert client.post(PLACE, facts(token)).status_code == 200
    assert user.memberships.count() == 1
    assert user.check_password("una parola lunga")
    way = re.search(r'href="(/accesso/login/\?next=[^"]+)"', page)[1]
    login = {"login": ADDRESS, "password": "una parola lunga"}
    answer = client.post(way, login)
    assert answer.url == f"{PLACE}?codice={token}"
    show_factor(client, user)
    shown = client.get(answer.url).content.decode()
    assert "password1" not in shown
    assert user.memberships.count() == 1
    assert client.post(PLACE, {"codice": token}).url == WELCOME
    assert user.memberships.count() == 2
    assert user.groups.count() == 2
    assert client.post(PLACE, {"codice": token}).status_code == 404


def test_somebody_whose_profiles_all_ended_can_come_back(invited, token, other_body):
    user = make_member(other_body, "editor", ADDRESS)
    withdraw_membership(membership=user.memberships.get())
    client = Client()
    client.force_login(user)
    assert client.get(PLACE, {"codice": token}).status_code == 200
    assert client.post(PLACE, {"codice": token}).status_code == 302
    assert client.get("/admin/").status_code == 200


def test_without_a_good_link_the_page_does_not_keep_an_ended_person_in(body):
    user = make_member(body, "editor", ADDRESS)
    withdraw_membership(membership=user.memberships.get())
    client = Client()
    client.force_login(user)
    assert client.get(PLACE).status_code == 404
    assert client.get(WELCOME).status_code == 302
    assert "_auth_user_id" not in client.session


def test_whoever_else_is_logged_in_here_accepts_nothing(invited, token, manager):
    client = Client()
    client.force_login(manager)
    page = client.post(PLACE, facts(token)).content.decode()
    assert "per un’altra persona" in page
    assert ADDRESS not in page
    assert Invitation.objects.get().used_at is None
    assert manager.memberships.count() == 1


@pytest.mark.parametrize("state", ["suspended", "ended"])
def test_a_new_invitation_takes_the_place_of_a_profile_that_stopped(
    body, invited, token, state
):
    user = make_member(body, "editor", ADDRESS)
    old = user.memberships.get()
    if state == "suspended":
        suspend(membership=old, because="assenza")
    else:
        user.memberships.update(
            valid_from=dt.date(2020, 1, 1), valid_until=dt.date(2020, 2, 1)
        )
    client = Client()
    client.force_login(user)
    client.post(PLACE, {"codice": token})
    old.refresh_from_db()
    assert old.withdrawn_at
    new = user.memberships.not_withdrawn().get()
    assert new.is_active_on(timezone.localdate())


def test_a_profile_in_force_is_left_as_it_is(body, invited, token):
    user = make_member(body, "editor", ADDRESS)
    client = Client()
    client.force_login(user)
    client.post(PLACE, {"codice": token})
    assert user.memberships.get().withdrawn_at is None


@pytest.mark.parametrize(
    ("role", "where"),
    [("manager", "other"), ("coordinator", None), ("administrator", None)],
)
def test_nobody_invites_to_what_they_cannot_give(manager, other_body, role, where):
    place = other_body if where else None
    with pytest.raises(PermissionDenied):
        invite(invitation=offer(place, role=role), by=manager, at=timezone.now())
    assert not Invitation.objects.exists()
    assert mail.outbox == []


@pytest.mark.parametrize("act", [send_again, revoke_invitation])
def test_the_invitation_of_another_body_is_not_touched(invited, other_body, act):
    stranger = make_member(other_body, "manager", "altro@example.org")
    before = Invitation.objects.values().get()
    with pytest.raises(PermissionDenied):
        act(invitation=invited, by=stranger, at=timezone.now())
    assert Invitation.objects.values().get() == before


@pytest.mark.parametrize(
    "facts", [{"organisation": None}, {"role": "coordinator"}, {"email": ADDRESS}]
)
def test_the_database_holds_what_an_invitation_must_be(invited, facts):
    row = {
        "email": "x@example.org",
        "role": "editor",
        "organisation": invited.organisation,
        "bond": "employed",
        "given_by": invited.given_by,
        "token_hash": "x",
        "expires_at": timezone.now(),
    }
    with pytest.raises(IntegrityError), transaction.atomic():
        Invitation.objects.create(**row | facts)


def test_a_mail_that_does_not_leave_is_no_error_and_can_be_sent_again(
    body, manager, monkeypatch
):
    def fail(self, messages):
        raise ConnectionRefusedError

    with monkeypatch.context() as broken:
        broken.setattr(EmailBackend, "send_messages", fail)
        made = invite(invitation=offer(body), by=manager, at=timezone.now())
        assert made.sent_at is None
    again = send_again(invitation=made, by=manager, at=timezone.now())
    assert again.sent_at
    assert len(mail.outbox) == 1


def test_old_addresses_are_forgotten(invited):
    kept = dt.timedelta(days=180)
    end = invited.expires_at
    assert forget_invitations(at=end + kept - dt.timedelta(1)) == 0
    labels = ModelLogEntry.objects.filter(action="accounts.invite")
    assert ADDRESS in labels.get().label
    assert forget_invitations(at=end + kept + dt.timedelta(1)) == 1
    assert labels.get().label == "(invito cancellato)"


def test_no_log_line_holds_the_code(invited, token, caplog):
    caplog.set_level("INFO")
    Client().get(PLACE, {"codice": token})
    assert PLACE in caplog.text
    assert token not in caplog.text


def test_privacy_tells_of_invitations_and_erases_them(invited, token):
    from core import privacy

    Client().post(PLACE, facts(token))
    user = User.objects.get(email=ADDRESS)
    told = privacy.export(user)["inviti"]
    assert [row["email"] for row in told] == [ADDRESS]
    assert "token_hash" not in told[0]
    privacy.erase(user)
    assert not Invitation.objects.exists()
    labels = ModelLogEntry.objects.values_list("label", flat=True)
    assert not any(ADDRESS in label for label in labels)
