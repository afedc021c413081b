"""Dates, suspension, withdrawal: each asks first, and keeps a body with somebody in charge."""

import datetime as dt

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.utils import timezone
from wagtail.models import ModelLogEntry

from accounts.actions import NotNow, grant, keep, suspend, withdraw_membership
from accounts.models import Membership
from accounts.reviewing.calendar import Reason
from accounts.reviewing.due import due_on
from accounts.roles import RoleCode
from tests.factories import make_member

PLACE, PROFILES = "/accesso/persone/{}/", "/accesso/persone/profili"
WAYS = ("date", "sospendi", "ridai", "revoca")
DAY = dt.timedelta(days=1)
GOOD = {"because": "assenza", "bond": "employed", "sure": "on"}


def client_of(user):
    client = Client()
    client.force_login(user)
    return client


@pytest.fixture
def manager(body):
    return make_member(body, "manager", "responsabile@example.org")


@pytest.fixture
def own(manager):
    return client_of(manager)


@pytest.fixture
def profile(body):
    return make_member(body, "editor", "redattrice@example.org").memberships.get()


def at(profile, way):
    return f"{PROFILES}/{profile.pk}/{way}/"


def row(profile):
    return Membership.objects.values().get(pk=profile.pk)


def entries(action):
    return ModelLogEntry.objects.filter(action=f"accounts.{action}")


@pytest.mark.parametrize("way", WAYS)
def test_asking_changes_nothing_and_shows_whom_it_is_about(own, profile, way, body):
    before = row(profile)
    answer = own.get(at(profile, way))
    assert answer.status_code == 200
    page = answer.content.decode()
    assert "redattrice@example.org, Redattore, Comune di prova" in page
    assert "è il tuo accesso" not in page
    assert row(profile) == before


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("method", ["get", "post"])
def test_a_profile_of_another_body_is_not_there(own, other_body, way, method):
    foreign = make_member(other_body, "editor", "altrui@example.org").memberships.get()
    before = row(foreign)
    assert getattr(own, method)(at(foreign, way), GOOD).status_code == 404
    assert row(foreign) == before


@pytest.mark.parametrize("role", ["editor", "operator", "referent"])
@pytest.mark.parametrize("way", WAYS)
def test_whoever_gives_nothing_changes_nothing(body, profile, role, way):
    before = row(profile)
    client = client_of(make_member(body, role, "x@example.org"))
    assert client.post(at(profile, way), GOOD).status_code == 404
    assert row(profile) == before


def test_withdrawn_the_person_is_out_with_the_next_request(own, profile, manager):
    theirs = client_of(profile.user)
    assert theirs.get("/admin/").status_code == 200
    answer = own.post(at(profile, "revoca"), follow=True)
    assert "accesso revocato" in answer.content.decode()
    assert theirs.get("/admin/").status_code == 302
    assert "_auth_user_id" not in theirs.session
    entry = entries("withdraw").get()
    assert entry.user == manager
    assert own.get(at(profile, "revoca")).status_code == 404


def test_suspended_and_given_back_as_it_was(own, profile):
    theirs = client_of(profile.user)
    before = row(profile)
    assert "obbligatorio" in own.post(at(profile, "sospendi")).content.decode()
    assert row(profile) == before
    own.post(at(profile, "sospendi"), {"because": "assenza lunga"})
    assert row(profile)["suspended_because"] == "assenza lunga"
    assert theirs.get("/admin/").status_code == 302
    own.post(at(profile, "ridai"))
    after = row(profile)
    after.pop("resumed_at", None), before.pop("resumed_at", None)
    assert after == before
    assert client_of(profile.user).get("/admin/").status_code == 200


@pytest.mark.parametrize("because", list(Reason))
def test_what_the_night_suspended_is_given_back_by_a_review(
    own, manager, profile, because
):
    long_ago = timezone.now() - 400 * DAY
    old = Membership.objects.filter(pk=profile.pk)
    old.update(created_at=long_ago, valid_from=long_ago.date())
    profile.refresh_from_db()
    suspend(membership=profile, because=because)
    own.post(at(profile, "ridai"))
    profile.refresh_from_db()
    assert profile.suspended_at is None
    today = timezone.localdate()
    assert (profile.reviewed_on, profile.reviewed_by) == (today, manager)
    assert due_on(profile) > today  # the next night leaves it alone


def test_nobody_gives_themself_back_what_the_night_suspended(own, manager, body):
    mine = grant(user=manager, role=RoleCode.EDITOR, organisation=body)
    suspend(membership=mine, because=Reason.NOT_REVIEWED)
    assert own.get(at(mine, "ridai")).status_code == 404
    assert own.post(at(mine, "ridai")).status_code == 404
    assert at(mine, "ridai") not in own.get(PLACE.format(body.pk)).content.decode()
    suspend(membership=mine, because="ferie")
    assert at(mine, "ridai") in own.get(PLACE.format(body.pk)).content.decode()


@pytest.mark.parametrize(
    ("facts", "says"),
    [
        ({"valid_until": "2020-01-01"}, "già passato"),
        ({"valid_until": "31/02/2027"}, "data valida"),
        ({"bond": "volunteer"}, "serve il giorno dell&#x27;incarico"),
        ({"appointed_on": "2999-01-01"}, "nel futuro"),
    ],
)
def test_wrong_dates_are_told_at_the_field(own, profile, facts, says):
    before = row(profile)
    answer = own.post(at(profile, "date"), {"bond": "employed"} | facts)
    assert answer.status_code == 200
    assert says in answer.content.decode()
    assert row(profile) == before


def test_dates_are_kept_and_written_in_the_log(own, profile):
    until = timezone.localdate() + 30 * DAY
    facts = {
        "bond": "volunteer",
        "appointed_on": "2026-01-15",
        "valid_until": until.isoformat(),
    }
    assert own.post(at(profile, "date"), facts).status_code == 302
    after = row(profile)
    assert (after["bond"], after["valid_until"]) == ("volunteer", until)
    assert after["appointed_on"] == dt.date(2026, 1, 15)
    assert entries("change_dates").get().data == {"before": "", "after": str(until)}
    page = own.get(at(profile, "date")).content.decode()
    assert f'value="{until.isoformat()}"' in page


def test_the_last_manager_s_end_is_moved_later_by_another(own, manager, admin_client):
    mine = manager.memberships.get()
    today = timezone.localdate()
    Membership.objects.filter(pk=mine.pk).update(valid_until=today + 30 * DAY)
    for client, days, is_kept in (
        (admin_client, 60, True),
        (own, 60, True),
        (own, 61, False),
        (own, 40, False),
    ):
        until = today + days * DAY
        facts = {"bond": "employed", "valid_until": until}
        answer = client.post(at(mine, "date"), facts)
        assert (answer.status_code == 302) is is_kept, (days, is_kept)
    mine.refresh_from_db()
    assert mine.valid_until == today + 60 * DAY


@pytest.mark.parametrize("days", [None, 60])
def test_nobody_makes_their_own_access_last_longer(own, manager, body, days):
    until = timezone.localdate() + days * DAY if days else ""
    make_member(body, "manager", "altra@example.org")
    mine = manager.memberships.get()
    end = timezone.localdate() + 30 * DAY
    Membership.objects.filter(pk=mine.pk).update(valid_until=end)
    answer = own.post(at(mine, "date"), {"bond": "employed", "valid_until": until})
    assert "Non puoi allungare il tuo accesso" in answer.content.decode()
    assert row(mine)["valid_until"] == end
    other = client_of(Membership.objects.get(user__email="altra@example.org").user)
    answer = other.post(at(mine, "date"), {"bond": "employed", "valid_until": until})
    assert answer.status_code == 302
    assert row(mine)["valid_until"] != end


def test_of_two_administrators_one_stays_for_good(home):
    first = make_member(None, "administrator", "a@example.org")
    second = make_member(None, "administrator", "b@example.org")
    client = client_of(first)
    today = timezone.localdate()
    theirs, mine = second.memberships.get(), first.memberships.get()
    end = {"bond": "employed", "valid_until": today + 30 * DAY}
    assert client.post(at(theirs, "date"), end).status_code == 302
    # On the day after, the other would still be there; a month later nobody would.
    end["valid_until"] = today + 20 * DAY
    answer = client.post(at(mine, "date"), end)
    assert "ultimo amministratore" in answer.content.decode()
    assert row(mine)["valid_until"] is None
    assert (
        "ultimo amministratore"
        in client.post(at(mine, "revoca"), GOOD).content.decode()
    )


def test_the_only_administrator_may_stay(home):
    only = make_member(None, "administrator", "a@example.org")
    mine = only.memberships.get()
    end = timezone.localdate() + 30 * DAY
    Membership.objects.filter(pk=mine.pk).update(valid_until=end)
    facts = {"bond": "employed", "valid_until": ""}
    assert client_of(only).post(at(mine, "date"), facts).status_code == 302
    assert row(mine)["valid_until"] is None


def test_an_end_before_a_later_begin_is_told(own, body):
    later = timezone.localdate() + 30 * DAY
    late = make_member(body, "editor", "dopo@example.org", valid_from=later)
    profile = late.memberships.get()
    facts = {"bond": "employed", "valid_until": (later - DAY).isoformat()}
    answer = own.post(at(profile, "date"), facts)
    assert answer.status_code == 200
    assert "prima dell&#x27;inizio" in answer.content.decode()


@pytest.mark.parametrize("way", ["revoca", "sospendi", "date"])
def test_nobody_but_the_administrator_ends_the_last_manager(
    own, manager, body, way, admin_client
):
    profile = manager.memberships.get()
    facts = GOOD | {"valid_until": timezone.localdate().isoformat()}
    before = row(profile)
    answer = own.post(at(profile, way), facts)
    assert answer.status_code == 200
    assert "resterebbe senza un responsabile" in answer.content.decode()
    assert row(profile) == before
    assert admin_client.post(at(profile, way), facts).status_code == 302
    assert row(profile) != before


def test_with_a_second_manager_one_may_go(own, manager, body):
    make_member(body, "manager", "altra@example.org")
    profile = manager.memberships.get()
    assert own.post(at(profile, "revoca"), GOOD).status_code == 302
    assert row(profile)["withdrawn_at"]


def test_nobody_withdraws_themself_by_mistake(own, manager, body):
    make_member(body, "manager", "altra@example.org")
    profile = manager.memberships.get()
    assert "è il tuo accesso" in own.get(at(profile, "revoca")).content.decode()
    answer = own.post(at(profile, "revoca"))
    assert "metti la spunta" in answer.content.decode()
    assert row(profile)["withdrawn_at"] is None
    answer = own.post(at(profile, "revoca"), {"sure": "on"})
    assert answer.status_code == 302
    assert own.get("/accesso/persone/").url.startswith("/accesso/login/")


def test_the_site_keeps_an_administrator(admin_client):
    profile = Membership.objects.get(role="administrator")
    answer = admin_client.post(at(profile, "revoca"), GOOD)
    assert "ultimo amministratore" in answer.content.decode()
    assert row(profile)["withdrawn_at"] is None


def test_two_who_remove_one_another_do_not_both_succeed(body):
    """Both were shown the page while there were two: the second asks again under the lock."""
    one, two = (make_member(body, "manager", f"{n}@example.org") for n in "ab")
    first, second = one.memberships.get(), two.memberships.get()
    today = timezone.localdate()

    def end(fresh):
        withdraw_membership(membership=fresh)

    keep(membership=second, by=one, on=today, act=end, ends_after=today)
    with pytest.raises(PermissionDenied):
        keep(membership=first, by=two, on=today, act=end, ends_after=today)
    with pytest.raises(NotNow):
        keep(membership=first, by=one, on=today, act=end, ends_after=today)
    assert Membership.objects.active_on(today).of(body).count() == 1


def test_each_change_leaves_one_entry(own, profile):
    own.post(at(profile, "sospendi"), {"because": "x"})
    own.post(at(profile, "ridai"))
    own.post(at(profile, "revoca"))
    for action in ("suspend", "resume", "withdraw"):
        assert entries(action).count() == 1


def test_a_profile_that_changed_this_moment_is_told_kindly(own, profile, monkeypatch):
    from accounts.people import changing

    def denied(**_):
        raise PermissionDenied

    monkeypatch.setattr(changing, "keep", denied)
    answer = own.post(at(profile, "revoca"), follow=True)
    assert answer.status_code == 200
    assert "appena cambiato" in answer.content.decode()
    assert row(profile)["withdrawn_at"] is None


def test_a_profile_that_is_gone_is_nobody_s_to_keep(manager, profile):
    stale = Membership.objects.get(pk=profile.pk)
    profile.delete()
    with pytest.raises(PermissionDenied):
        keep(
            membership=stale, by=manager, on=timezone.localdate(), act=lambda row: None
        )
