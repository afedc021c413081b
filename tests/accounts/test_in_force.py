"""Expired, revoked, suspended: out with the next request; new rights at once."""

import datetime as dt

import pytest
from django.contrib.sessions.backends.db import SessionStore
from django.test import Client
from django.utils import timezone

from accounts.actions import (
    grant,
    resume,
    role_group,
    suspend,
    sync_rights,
    withdraw_membership,
)
from accounts.models import User
from accounts.nightly import invitations, out_of_step, rights
from accounts.roles import RoleCode
from accounts.sessions import last_moment, limit_session
from core.nightly import jobs
from tests.factories import ServiceFactory, make_member

DAY = dt.timedelta(days=1)
PASSWORD = "una parola lunga"
PASSWORD_FIELD = 'name="password"'


def client_of(user):
    client = Client()
    client.force_login(user)
    return client


def expire(profile):
    since = timezone.localdate() - 9 * DAY
    type(profile).objects.filter(pk=profile.pk).update(
        valid_from=since, valid_until=timezone.localdate() - DAY
    )


def revoke(profile):
    withdraw_membership(membership=profile)


def pause(profile):
    suspend(membership=profile, because="assenza")


def switch_off(profile):
    User.objects.filter(pk=profile.user_id).update(is_active=False)


ENDINGS = [expire, revoke, pause, switch_off]
PLACES = [
    "/admin/",
    "/admin/services/",
    "/accesso/persone/",
    "/accesso/",
    "/",
]


@pytest.mark.parametrize("end", ENDINGS)
@pytest.mark.parametrize("place", PLACES)
def test_the_next_request_finds_the_door_shut(body, end, place):
    user = make_member(body, "manager", "a@example.org")
    client = client_of(user)
    client.get("/accesso/")
    assert "_auth_user_id" in client.session
    end(user.memberships.get())
    assert PASSWORD_FIELD not in client.get(place).content.decode()
    for shut in ("/admin/", "/accesso/persone/", "/accesso/"):
        assert client.get(shut).status_code == 302
    assert PASSWORD_FIELD in client.get("/accesso/login/").content.decode()


@pytest.mark.parametrize("end", ENDINGS)
def test_what_is_sent_after_the_end_changes_nothing(body, end):
    page = ServiceFactory(parent=body, title="Com'era")
    user = make_member(body, "manager", "a@example.org")
    client = client_of(user)
    client.get("/admin/")
    end(user.memberships.get())
    place = f"/admin/pages/{page.pk}/edit/"
    answer = client.post(place, {"title": "Cambiato", "slug": page.slug})
    assert answer.status_code == 302
    page.refresh_from_db()
    assert page.title == "Com'era"
    assert page.latest_revision is None
    client = client_of(user)
    data = {"email": "nuova@example.org", "role": "editor", "bond": "employed"}
    client.post(f"/accesso/persone/{body.pk}/invita/", data)
    assert not body.invitations.exists()


def test_with_another_profile_in_force_one_stays_with_the_rights_of_that(
    body, other_body
):
    user = make_member(body, "editor", "a@example.org")
    grant(user=user, role=RoleCode.EDITOR, organisation=other_body)
    pages = [ServiceFactory(parent=one) for one in (body, other_body)]
    own, other = (f"/admin/pages/{page.pk}/edit/" for page in pages)
    client = client_of(user)
    assert client.get(own).status_code == client.get(other).status_code == 200
    expire(user.memberships.get(organisation=body))
    assert client.get(own).status_code in {302, 403}
    assert client.get(other).status_code == 200


def test_new_rights_count_at_once(body, other_body):
    user = make_member(body, "editor", "a@example.org")
    page = ServiceFactory(parent=other_body)
    client, place = client_of(user), f"/admin/pages/{page.pk}/edit/"
    assert client.get(place).status_code in {302, 403}
    profile = grant(user=user, role=RoleCode.EDITOR, organisation=other_body)
    assert client.get(place).status_code == 200
    suspend(membership=profile, because="x")
    assert client.get(place).status_code in {302, 403}
    resume(membership=profile)
    assert client.get(place).status_code == 200


def test_a_profile_that_begins_today_counts_before_the_night(body, other_body):
    user = make_member(body, "editor", "a@example.org")
    page = ServiceFactory(parent=other_body)
    client, place = client_of(user), f"/admin/pages/{page.pk}/edit/"
    tomorrow = timezone.localdate() + DAY
    profile = grant(
        user=user,
        role=RoleCode.EDITOR,
        organisation=other_body,
        valid_from=tomorrow,
    )
    assert client.get(place).status_code in {302, 403}
    type(profile).objects.filter(pk=profile.pk).update(valid_from=timezone.localdate())
    assert client.get(place).status_code == 200


def test_an_administrator_who_no_longer_is_one_loses_all_at_once(body):
    boss = make_member(None, "administrator", "capo@example.org")
    grant(user=boss, role=RoleCode.OPERATOR, organisation=body)
    client = client_of(boss)
    assert client.get("/admin/users/").status_code == 200
    expire(boss.memberships.get(role="administrator"))
    assert client.get("/admin/users/").status_code == 302
    assert not User.objects.get(pk=boss.pk).is_superuser


def test_asked_again_with_nothing_changed_a_request_writes_nothing(body, queries):
    client = client_of(make_member(body, "operator", "a@example.org"))
    client.get("/accesso/")
    with queries() as found:
        client.get("/accesso/")
    written = [
        q["sql"] for q in found if q["sql"][:6] in {"INSERT", "UPDATE", "DELETE"}
    ]
    assert written == []


def test_a_visitor_costs_no_question_about_profiles(home, queries):
    with queries() as found:
        Client().get("/")
    assert not any("accounts_membership" in q["sql"] for q in found)


# --- the session's end ---------------------------------------------------------


def test_the_last_moment_is_the_midnight_after_the_last_day():
    day = dt.date(2026, 12, 31)
    assert last_moment([day, day - DAY]).isoformat() == "2027-01-01T00:00:00+01:00"
    assert (
        last_moment([dt.date(2026, 6, 30)]).isoformat() == "2026-07-01T00:00:00+02:00"
    )
    assert last_moment([day, None]) is None
    assert last_moment([]) is None
    assert last_moment([dt.date.max]) is None


def test_a_session_is_shortened_and_never_lengthened():
    today, session = timezone.localdate(), SessionStore()
    session.set_expiry(60)
    limit_session(session, [today + DAY])
    assert session.get_expiry_age() == 60
    session = SessionStore()
    before = session.get_expiry_date()
    limit_session(session, [today + 30 * DAY])
    limit_session(session, [None])
    assert abs(session.get_expiry_date() - before) < dt.timedelta(minutes=1)
    limit_session(session, [today - DAY])
    assert session.get_expiry_date() <= timezone.now()


def test_after_login_the_session_ends_with_the_profile(body):
    today = timezone.localdate()
    user = make_member(body, "operator", "a@example.org", valid_until=today)
    client = Client()
    client.post("/accesso/login/", {"login": user.email, "password": PASSWORD})
    client.get("/accesso/")
    assert "_auth_user_id" in client.session
    assert client.session.get_expiry_date() <= last_moment([today])


def test_a_change_of_the_end_shortens_a_session_that_is_open(body):
    user = make_member(body, "operator", "a@example.org")
    client = client_of(user)
    client.get("/accesso/")
    today = timezone.localdate()
    user.memberships.update(valid_until=today)
    client.get("/accesso/")
    assert client.session.get_expiry_date() <= last_moment([today])


# --- the night ------------------------------------------------------------------


def test_the_night_brings_groups_in_step_with_the_day(body):
    today = timezone.localdate()
    ended = make_member(body, "editor", "finito@example.org")
    begun = make_member(body, "editor", "nuovo@example.org", valid_from=today + DAY)
    same = make_member(body, "editor", "uguale@example.org")
    boss = make_member(None, "administrator", "capo@example.org")
    assert out_of_step(today) == set()
    expire(ended.memberships.get())
    expire(boss.memberships.get())
    begun.memberships.update(valid_from=today)
    assert out_of_step(today) == {ended.pk, begun.pk, boss.pk}
    assert rights() == "diritti aggiornati: 3"
    group = role_group(RoleCode.EDITOR, body)
    assert set(group.user_set.all()) == {begun, same}
    assert not User.objects.get(pk=boss.pk).is_superuser
    assert rights() == "diritti aggiornati: 0"


def test_the_night_finds_an_administrator_without_the_flag(home):
    boss = make_member(None, "administrator", "capo@example.org")
    User.objects.filter(pk=boss.pk).update(is_superuser=False)
    assert rights() == "diritti aggiornati: 1"
    assert User.objects.get(pk=boss.pk).is_superuser


def test_what_the_night_asks_does_not_grow_with_people(body, queries):
    make_member(body, "editor", "a@example.org")
    with queries() as few:
        out_of_step(timezone.localdate())
    for number in range(10):
        make_member(body, "editor", f"{number}@example.org")
    with queries() as many:
        out_of_step(timezone.localdate())
    assert len(many) == len(few)


def test_the_night_knows_both_jobs():
    assert jobs()["rights"] is rights
    assert jobs()["invitations"] is invitations


@pytest.mark.django_db
def test_the_night_tells_of_forgotten_invitations():
    assert invitations() == "inviti vecchi cancellati: 0"


def test_groups_that_belong_to_no_role_are_left_alone(body):
    from django.contrib.auth.models import Group

    user = make_member(body, "editor", "a@example.org")
    other = Group.objects.create(name="Coro")
    user.groups.add(other)
    assert out_of_step(timezone.localdate()) == set()
    withdraw_membership(membership=user.memberships.get())
    sync_rights(user=user)
    assert list(user.groups.all()) == [other]
