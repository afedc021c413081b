"""Contacts are shown one at a time, counted, and no more than a person needs."""

from __future__ import annotations

import datetime as dt
import json
import threading

import pytest
from django.core import mail
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.utils import timezone

from accounts.actions import suspend
from accounts.models import AuditEntry
from intranet.entry.access import access_of
from intranet.limits.actions import limits_of, reveal
from intranet.limits.alerts import tell_administrators
from intranet.models import LimitReached, Reveal
from tests.factories import make_member
from tests.intranet.conftest import client_of
from tests.intranet.referents.conftest import make_referent

NOON = dt.datetime(2026, 6, 10, 12, tzinfo=dt.UTC)


def contacts(client, one, **more):
    return client.post(f"/intranet/referenti/{one.pk}/contatti/", **more)


@pytest.fixture
def many(agreement, other_body):
    return [
        make_referent(other_body, agreement, f"Persona {number}")
        for number in range(70)
    ]


def test_a_post_shows_them_and_writes_it_down(operator, theirs):
    answer = contacts(client_of(operator), theirs)
    text = answer.content.decode()
    assert "0372 407000" in text
    assert "b@example.org" in text
    assert "no-store" in answer.headers["Cache-Control"]
    entry = AuditEntry.objects.get(kind="reading")
    assert (entry.user_number, entry.object_id) == (operator.pk, str(theirs.pk))
    assert "Berta" not in json.dumps(entry.codes)


def test_an_address_alone_shows_nothing(operator, theirs):
    answer = client_of(operator).get(f"/intranet/referenti/{theirs.pk}/contatti/")
    assert answer.status_code == 302
    assert not Reveal.objects.exists()


def test_without_the_token_of_the_form_nothing_is_shown(operator, theirs):
    from django.test import Client

    client = Client(enforce_csrf_checks=True)
    client.force_login(operator)
    assert contacts(client, theirs).status_code == 403
    assert not Reveal.objects.exists()


def test_the_same_again_on_one_day_counts_once(operator, theirs):
    client = client_of(operator)
    assert contacts(client, theirs).status_code == 200
    assert contacts(client, theirs).status_code == 200
    assert Reveal.objects.count() == 1


def test_the_own_bodys_do_not_count(operator, ours):
    assert "407000" in contacts(client_of(operator), ours).content.decode()
    assert not Reveal.objects.exists()


def test_beyond_the_limit_a_kind_page_and_no_contact(operator, many, settings):
    settings.INTRANET_REVEALS_HOUR = 3
    client = client_of(operator)
    codes = [contacts(client, one).status_code for one in many[:5]]
    assert codes == [200, 200, 200, 429, 429]
    text = contacts(client, many[3]).content.decode()
    assert "Si riapre" in text
    assert "chi coordina" in text
    assert "407000" not in text
    assert contacts(client, many[0]).status_code == 200  # already seen today


def test_the_administrator_is_told_once_a_day_and_no_name_is_in_the_mail(
    operator, many, settings, django_capture_on_commit_callbacks
):
    make_member(None, "administrator", "capo@example.org")
    settings.INTRANET_REVEALS_HOUR = 1
    client = client_of(operator)
    for one in many[:4]:
        contacts(client, one)
    (letter,) = mail.outbox
    assert letter.to == ["capo@example.org"]
    assert "in un'ora" in letter.body
    assert operator.email not in letter.body + letter.subject
    assert LimitReached.objects.get().is_told
    assert AuditEntry.objects.filter(codes__limit="hour").count() == 1


def test_a_mailbox_that_refuses_is_tried_again_by_the_night(
    operator, many, settings, monkeypatch
):
    from core.nightly import jobs

    make_member(None, "administrator", "capo@example.org")
    settings.INTRANET_REVEALS_HOUR = 1

    def refuse(*_, **__):
        raise OSError

    with monkeypatch.context() as patch:
        patch.setattr("django.core.mail.EmailMessage.send", refuse)
        codes = [contacts(client_of(operator), one).status_code for one in many[:2]]
    assert codes == [200, 429]
    assert not LimitReached.objects.get().is_told
    jobs()["referents"]()
    assert len(mail.outbox) == 1
    assert LimitReached.objects.get().is_told


def test_an_hour_later_it_opens_again_until_the_day_is_full(operator, many, settings):
    settings.INTRANET_REVEALS_HOUR = 10
    access = access_of(operator, timezone.localdate())
    seen = []
    for number, one in enumerate(many):
        at = NOON + dt.timedelta(minutes=3 * number)
        if reveal(referent=one, access=access, at=at).is_allowed:
            seen.append(at)
    assert len(seen) == len(many) // 3
    tomorrow = NOON + dt.timedelta(days=1)
    assert reveal(referent=many[-1], access=access, at=tomorrow).is_allowed


def test_each_person_is_counted_alone(
    operator, agreement, body, other_body, theirs, settings
):
    settings.INTRANET_REVEALS_HOUR = 1
    colleague = make_member(body, "operator", "collega@example.org")
    another = make_referent(other_body, agreement, "Un'altra")
    today = timezone.localdate()
    accesses = [access_of(one, today) for one in (operator, colleague)]
    for access in accesses:
        assert reveal(referent=theirs, access=access, at=NOON).is_allowed
    assert Reveal.objects.count() == 2
    firsts = [reveal(referent=another, access=a, at=NOON).is_first for a in accesses]
    assert firsts == [True, True]
    assert LimitReached.objects.count() == 2


def test_what_was_seen_yesterday_counts_again(operator, theirs):
    access = access_of(operator, timezone.localdate())
    for at in (NOON, NOON + dt.timedelta(days=1)):
        assert reveal(referent=theirs, access=access, at=at).is_allowed
    assert Reveal.objects.count() == 2


def test_the_day_is_italys_and_the_hour_reaches_back_over_midnight(
    operator, many, settings
):
    settings.INTRANET_REVEALS_HOUR = 2
    access = access_of(operator, timezone.localdate())
    midnight = dt.datetime(2026, 6, 10, 22, tzinfo=dt.UTC)  # In Italy.

    def shown(one, minutes):
        at = midnight + dt.timedelta(minutes=minutes)
        return reveal(referent=many[one], access=access, at=at)

    assert shown(0, -20).is_allowed
    assert shown(1, 10).is_allowed
    days = Reveal.objects.order_by("at").values_list("on", flat=True)
    assert [day.day for day in days] == [10, 11]
    stop = shown(2, 20).stop
    assert (stop.which, stop.opens_at) == ("hour", midnight + dt.timedelta(minutes=40))
    assert shown(2, 40).is_allowed


def test_the_own_bodys_do_not_widen_what_one_may_see(operator, agreement, body, many):
    access = access_of(operator, timezone.localdate())
    before = limits_of(access)
    for number in range(30):
        make_referent(body, agreement, f"Collega {number}")
    assert limits_of(access) == before


def test_what_one_sees_of_the_own_body_is_written_down_too(operator, ours):
    contacts(client_of(operator), ours)
    assert AuditEntry.objects.get(kind="reading").object_id == str(ours.pk)


def test_every_administrator_of_the_day_is_told_once_and_nobody_else(
    operator, manager, coordinator
):
    make_member(None, "administrator", "uno@example.org")
    make_member(None, "administrator", "due@example.org")
    gone = make_member(None, "administrator", "tre@example.org")
    suspend(membership=gone.memberships.get(), because="prova")
    today = timezone.localdate()
    LimitReached.objects.create(user=operator, on=today, at=NOON, which="day")
    assert tell_administrators(today) == 1
    assert sorted(mail.outbox[n].to[0] for n in (0, 1)) == [
        "due@example.org",
        "uno@example.org",
    ]
    assert len(mail.outbox) == 2
    assert tell_administrators(today) == 0
    assert len(mail.outbox) == 2


@pytest.mark.parametrize(("days", "told"), [(7, 1), (8, 0)])
def test_what_is_a_week_old_is_no_news(operator, days, told):
    make_member(None, "administrator", "capo@example.org")
    today = timezone.localdate()
    on = today - dt.timedelta(days=days)
    LimitReached.objects.create(user=operator, on=on, at=NOON, which="day")
    assert tell_administrators(today) == told


def test_whom_one_may_not_see_is_refused_by_the_action_too(root, outside_body, theirs):
    user = make_member(outside_body, "operator", "fuori@example.org")
    access = access_of(user, timezone.localdate())
    with pytest.raises(PermissionDenied):
        reveal(referent=theirs, access=access, at=NOON)


def test_what_a_press_of_the_button_costs(operator, theirs, queries):
    client = client_of(operator)
    client.get("/intranet/")
    with queries() as found:
        contacts(client, theirs)
    assert len(found) <= 20


@pytest.mark.postgresql  # SQLite's in memory knows no second writer: `make bench-harvest`
@pytest.mark.django_db(transaction=True)
def test_two_requests_at_once_do_not_count_as_one(operator, many, settings):
    settings.INTRANET_REVEALS_HOUR = 4
    access = access_of(operator, timezone.localdate())
    outcomes = []

    def ask(part):
        try:
            for one in part:
                shown = reveal(referent=one, access=access, at=timezone.now())
                outcomes.append(shown.is_allowed)
        finally:
            connection.close()

    threads = [
        threading.Thread(target=ask, args=(many[start : start + 5],))
        for start in (0, 5, 10)
    ]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    assert len(outcomes) == 15
    assert sum(outcomes) == 4 == Reveal.objects.count()
