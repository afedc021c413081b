"""What the night does with profiles that nobody confirmed or used."""

import datetime as dt
from smtplib import SMTPException

import pytest
from django.core import mail
from django.core.mail import EmailMessage
from django.core.management import call_command
from wagtail.models import ModelLogEntry

from accounts.actions import resume, suspend
from accounts.models import Membership, ReviewNotice, User
from accounts.reviewing import delivering, night, notices
from accounts.reviewing.actions import review
from accounts.reviewing.calendar import Reason
from accounts.reviewing.due import due_on, used_on
from core import nightly
from tests.accounts.reviewing.conftest import ON, given
from tests.factories import make_member

DUE = dt.date(2027, 5, 28)


def days(count):
    return dt.timedelta(days=count)


def entered(user, on):
    moment = dt.datetime.combine(on, dt.time(9), tzinfo=dt.UTC)
    User.objects.filter(pk=user.pk).update(last_login=moment)


@pytest.fixture
def busy(people):
    """Everybody enters each day, so that nobody is dormant."""

    def enter(on):
        for user in people.values():
            entered(user, on)

    return enter


def run(on):
    """All jobs of that night."""
    night.suspend_dormant(on)
    night.end_suspended(on)
    night.suspend_unreviewed(on)
    return notices.tell_all(on)


def test_counted_from_when_it_was_given_and_then_from_the_review(people, profile):
    assert due_on(profile("carla")) == DUE
    who = people["anna"]
    review(by=who, decisions={profile("carla").pk: "confirmed"}, on=DUE - days(3))
    assert due_on(profile("carla")) == dt.date(2027, 11, 25)


def test_one_entered_late_is_not_due_at_once(profile):
    """A profile that begins in the past, as when people are taken over from a list."""
    carla = profile("carla")
    carla.valid_from = ON - days(900)
    assert due_on(carla) == DUE


def test_the_months_are_a_setting(profile, settings):
    settings.ACCESS_REVIEW_MONTHS = 3
    assert due_on(profile("carla")) == dt.date(2027, 2, 28)


def test_reminders_go_out_a_month_a_week_and_no_day_before(people, busy):
    for before, count in [(31, 0), (30, 3), (29, 0), (7, 3), (6, 0), (0, 3), (-1, 0)]:
        mail.outbox.clear()
        on = DUE - days(before)
        busy(on)
        run(on)
        about_body = [m for m in mail.outbox if "Comune di prova" in m.subject]
        assert len(about_body) == (2 if count else 0), before
        for message in about_body:
            assert "3 profili" in message.body
            assert "http://localhost:8000/accesso/verifica/" in message.body
            assert "&#" not in message.body
    assert not Membership.objects.exclude(suspended_at=None).exists()


def test_a_night_repeated_sends_nothing_twice(people, busy):
    busy(DUE)
    run(DUE)
    sent, rows = len(mail.outbox), ReviewNotice.objects.count()
    assert sent
    assert run(DUE) == 0
    assert (len(mail.outbox), ReviewNotice.objects.count()) == (sent, rows)


def test_mails_hold_no_name_of_those_under_review(people, busy):
    busy(DUE)
    run(DUE)
    assert all("carla" not in message.body for message in mail.outbox)


def test_fifteen_days_of_grace_then_suspended(people, profile, busy):
    busy(DUE)
    run(DUE)
    last = DUE + days(15)
    busy(last)
    run(last)
    assert profile("carla").suspended_at is None
    mail.outbox.clear()
    busy(last + days(1))
    run(last + days(1))
    carla = profile("carla")
    assert carla.suspended_at is not None
    assert carla.suspended_because == Reason.NOT_REVIEWED
    assert not carla.user.groups.exists()
    own = [m for m in mail.outbox if m.to == ["carla@example.org"]]
    assert len(own) == 1
    assert "nessuno lo ha confermato" in own[0].body


def test_whoever_was_not_told_is_told_first(people, profile, busy):
    """The timer was forgotten for months: no body wakes up locked out."""
    late = DUE + days(200)
    busy(late)
    run(late)
    assert profile("carla").suspended_at is None
    assert ReviewNotice.objects.filter(stage="due", sent_on=late).count() == 5
    busy(late + days(16))
    run(late + days(16))
    assert profile("carla").suspended_at is not None


def test_a_confirmed_profile_is_left_alone(people, profile, busy):
    busy(DUE)
    run(DUE)
    who = people["anna"]
    review(by=who, decisions={profile("carla").pk: "confirmed"}, on=DUE + days(2))
    busy(DUE + days(16))
    run(DUE + days(16))
    assert profile("carla").suspended_at is None
    assert profile("bruno").suspended_at is not None


def test_confirming_gives_a_suspended_profile_back(people, profile, busy):
    suspend(membership=profile("carla"), because=Reason.NOT_REVIEWED)
    who = people["anna"]
    review(by=who, decisions={profile("carla").pk: "confirmed"}, on=ON)
    carla = profile("carla")
    assert carla.suspended_at is None
    assert carla.user.groups.exists()
    assert (carla.reviewed_on, carla.reviewed_by) == (ON, people["anna"])


def test_what_a_person_suspended_stays_so_when_confirmed(people, profile):
    suspend(membership=profile("carla"), because="in aspettativa")
    who = people["anna"]
    review(by=who, decisions={profile("carla").pk: "confirmed"}, on=ON)
    assert profile("carla").suspended_because == "in aspettativa"


def test_each_decision_leaves_one_log_entry(people, profile):
    who = people["anna"]
    before = ModelLogEntry.objects.count()
    decisions = {profile("carla").pk: "confirmed", profile("bruno").pk: "withdrawn"}
    assert review(by=who, decisions=decisions, on=ON) == 2
    rows = ModelLogEntry.objects.order_by("-pk")[:2]
    assert ModelLogEntry.objects.count() == before + 2
    assert {row.action for row in rows} == {"accounts.review", "accounts.withdraw"}
    assert {row.user_id for row in rows} == {people["anna"].pk}
    assert profile("bruno").reviewed_by == people["anna"]


def test_what_was_withdrawn_meanwhile_is_left_as_it_is(people, profile):
    who = people["anna"]
    key = profile("carla").pk
    review(by=who, decisions={key: "withdrawn"}, on=ON)
    assert review(by=who, decisions={key: "confirmed"}, on=ON + days(1)) == 0
    assert profile("carla").reviewed_on == ON


def test_the_last_administrator_is_never_suspended(people, profile, busy):
    other = make_member(None, "administrator", "vice@example.org")
    given(other.memberships.get(), ON)
    for on in (DUE, DUE + days(16)):
        busy(on)
        entered(other, on)
        run(on)
    left = Membership.objects.active_on(DUE + days(16))
    assert [m.role for m in left] == ["administrator"]


def test_nobody_entered_for_ninety_days(people, profile, body):
    entered(people["anna"], ON + days(60))
    entered(people["carla"], ON)
    assert night.suspend_dormant(ON + days(89)) == 0
    run(ON + days(90))
    assert profile("carla").suspended_because == Reason.DORMANT
    assert profile("anna").suspended_at is None
    assert profile("administrator").suspended_at is None
    own = [m for m in mail.outbox if m.to == ["carla@example.org"]]
    assert "90 giorni non entri" in own[0].body
    managers = [m for m in mail.outbox if "Comune di prova" in m.subject]
    assert "anna@example.org" in {to for m in managers for to in m.to}
    assert any("nessuno è entrato per 90 giorni" in m.body for m in managers)


def test_given_back_it_counts_anew(people, profile):
    run(ON + days(90))
    carla = profile("carla")
    resume(membership=carla)
    moment = dt.datetime.combine(ON + days(100), dt.time(9), tzinfo=dt.UTC)
    Membership.objects.filter(pk=carla.pk).update(resumed_at=moment)
    assert used_on(profile("carla")) == ON + days(100)
    night.suspend_dormant(ON + days(101))
    assert profile("carla").suspended_at is None


@pytest.mark.parametrize("because", [*Reason, "in aspettativa"])
def test_after_ninety_days_what_a_night_suspended_ends(people, profile, because):
    carla = profile("carla")
    suspend(membership=carla, because=because)
    moment = dt.datetime.combine(ON, dt.time(9), tzinfo=dt.UTC)
    Membership.objects.filter(pk=carla.pk).update(suspended_at=moment)
    assert night.end_suspended(ON + days(90)) == 0
    night.end_suspended(ON + days(91))
    assert (profile("carla").withdrawn_at is not None) == (because in set(Reason))


def test_a_mail_that_does_not_go_out_is_tried_the_next_night(
    people, busy, other_body, monkeypatch
):
    stranger = make_member(other_body, "manager", "altra@example.org")
    given(stranger.memberships.get(), ON)
    whole = EmailMessage.send

    def broken(message, *args, **kwargs):
        if message.to == ["altra@example.org"]:
            raise SMTPException("no route to host")
        return whole(message, *args, **kwargs)

    busy(DUE)
    entered(stranger, DUE)
    monkeypatch.setattr(EmailMessage, "send", broken)
    with pytest.raises(notices.NotAllSent, match="Sindacato di prova"):
        notices.tell_all(DUE)
    assert {to for m in mail.outbox for to in m.to} >= {"anna@example.org"}
    mail.outbox.clear()
    monkeypatch.setattr(EmailMessage, "send", whole)
    assert notices.tell_all(DUE) == 0
    assert [m.to for m in mail.outbox] == [["altra@example.org"]]


def test_whoever_left_meanwhile_is_not_written_to(people, busy, body, monkeypatch):
    extra = make_member(body, "manager", "b@example.org")
    given(extra.memberships.get(), ON)
    entered(extra, DUE)
    whole = EmailMessage.send

    def broken(message, *args, **kwargs):
        if message.to == ["b@example.org"]:
            raise SMTPException("mailbox unavailable")
        return whole(message, *args, **kwargs)

    busy(DUE)
    monkeypatch.setattr(EmailMessage, "send", broken)
    with pytest.raises(notices.NotAllSent):
        notices.tell_all(DUE)
    User.objects.filter(pk=extra.pk).update(is_active=False)
    notices.tell_all(DUE)
    assert not delivering.Waiting.objects.exists()


def test_where_nobody_could_be_told_the_days_of_grace_do_not_begin(
    people, busy, monkeypatch
):
    whole = EmailMessage.send

    def broken(message, *args, **kwargs):
        raise SMTPException("no route to host")

    busy(DUE)
    monkeypatch.setattr(EmailMessage, "send", broken)
    with pytest.raises(notices.NotAllSent):
        notices.tell_all(DUE)
    assert not ReviewNotice.objects.exists()
    monkeypatch.setattr(EmailMessage, "send", whole)
    assert notices.tell_all(DUE) > 0


def test_one_refused_mailbox_keeps_no_other_from_being_told(
    people, busy, body, monkeypatch
):
    for name in ("b", "c"):
        extra = make_member(body, "manager", f"{name}@example.org")
        given(extra.memberships.get(), ON)
        entered(extra, DUE)
    whole = EmailMessage.send

    def broken(message, *args, **kwargs):
        if message.to == ["b@example.org"]:
            raise SMTPException("mailbox unavailable")
        return whole(message, *args, **kwargs)

    busy(DUE)
    monkeypatch.setattr(EmailMessage, "send", broken)
    with pytest.raises(notices.NotAllSent):
        notices.tell_all(DUE)
    told = {to for message in mail.outbox for to in message.to}
    assert {"anna@example.org", "c@example.org"} <= told
    assert ReviewNotice.objects.filter(stage="due", due_on=DUE).exists()
    mail.outbox.clear()
    with pytest.raises(notices.NotAllSent):
        notices.tell_all(DUE)
    assert mail.outbox == []
    monkeypatch.setattr(EmailMessage, "send", whole)
    notices.tell_all(DUE)
    assert [message.to for message in mail.outbox] == [["b@example.org"]]
    mail.outbox.clear()
    notices.tell_all(DUE)
    assert mail.outbox == []


def test_the_night_asks_the_same_however_many_profiles(people, busy, body, queries):
    busy(DUE - days(60))
    counts = []
    for size in (1, 10):
        for index in range(size):
            user = make_member(body, "operator", f"o{size}.{index}@example.org")
            given(user.memberships.get(), ON)
            entered(user, DUE - days(60))
        with queries() as found:
            run(DUE - days(60))
        counts.append(len(found))
    assert counts[0] == counts[1]


def test_the_night_knows_the_jobs_and_each_says_a_line(people, capsys):
    names = list(nightly.jobs())
    wanted = ["dormant accounts", "access review", "access notices"]
    assert [name for name in names if name in wanted] == wanted
    call_command("nightly")
    said = capsys.readouterr().out
    assert "accessi non usati: 0 sospesi" in said
    assert "verifica degli accessi: 0 sospesi, 0 chiusi" in said
    assert "avvisi di verifica: 0 profili" in said


@pytest.mark.parametrize(
    ("stage", "count", "expected"),
    [
        ("month", 1, "1 profilo da verificare entro il 28 maggio 2027"),
        ("week", 2, "2 profili da verificare entro il 28 maggio 2027"),
        ("due", 1, "1 profilo: la verifica scade oggi. Dopo il 12 giugno 2027"),
        ("suspended", 1, "1 profilo sospeso: nessuno lo ha verificato"),
        ("suspended", 2, "2 profili sospesi: nessuno li ha verificati"),
        ("dormant", 2, "2 profili sospesi: nessuno è entrato per 90 giorni"),
    ],
)
def test_lines_of_a_mail(stage, count, expected):
    found = [delivering.Notice(None, notices.Stage(stage), DUE)] * count
    assert delivering.lines(found, DUE)[0].startswith(expected)


def test_a_mail_that_goes_out_late_says_so():
    found = [delivering.Notice(None, notices.Stage.DUE, DUE)]
    line = delivering.lines(found, DUE + days(5))[0]
    assert line.startswith("1 profilo: la verifica scadeva il 28 maggio 2027. ")
    assert "Dopo il 17 giugno 2027" in line
