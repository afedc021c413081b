"""Whoever changes the sealed log behind the triggers' back is found."""

import datetime as dt

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from accounts.audit import sealing, triggers
from accounts.audit.kinds import Chain, Kind
from accounts.audit.recording import record
from accounts.audit.retention import kept_since
from accounts.audit.sealed import line
from accounts.audit.sealing import Sealed, let_go, seal
from accounts.audit.verifying import verify
from accounts.models import AuditChain, AuditEntry, AuditSegment, AuditSettings
from core.dates import add_months

NOW = dt.datetime(2026, 11, 28, 12, tzinfo=dt.UTC)
DAY = dt.timedelta(days=1)

pytestmark = pytest.mark.django_db


def faults():
    return {verdict.chain: verdict.fault for verdict in verify() if verdict.fault}


def fault():
    """The one fault there is."""
    (found,) = faults().values()
    return found


@pytest.fixture
def log():
    """Three segments of two events each, among them readings, and one event not sealed."""
    for day in range(3):
        for number in range(2):
            record(Kind.LOGIN, at=NOW + day * DAY, about=("accounts.user", str(number)))
        record(Kind.READING, at=NOW + day * DAY)
        seal(at=NOW + day * DAY)
    record(Kind.EXPORT, at=NOW + 3 * DAY)
    return AuditEntry.objects.filter(chain=Chain.EVENTS).order_by("pk")


@pytest.fixture
def tampering(log):
    """What somebody does who owns the database: the triggers are out of the way."""
    with connection.cursor() as cursor:
        for sql in triggers.dropping(connection.vendor):
            cursor.execute(sql)
    return log


def test_a_log_that_nobody_touched_is_whole(log):
    assert faults() == {}
    events, readings = verify()
    assert (events.segments, events.unsealed) == (3, 1)
    assert (readings.segments, readings.unsealed) == (3, 0)


def test_sealing_again_seals_nothing(log):
    assert seal(at=NOW) == Sealed(1, 1)
    assert seal(at=NOW) == Sealed(0, 0)


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("at", NOW + 9 * DAY),
        ("kind", Kind.EXPORT),
        ("user_number", 7),
        ("object_type", "accounts.group"),
        ("object_id", "99"),
        ("codes", {"a": 1}),
    ],
)
def test_an_edited_entry_is_found_with_its_segment(tampering, field, value):
    third = tampering[2]
    AuditEntry.objects.filter(pk=third.pk).update(**{field: value})
    assert fault().startswith("segmento 2 (voci da")
    assert "cambiati" in fault()


def test_an_entry_moved_to_the_other_chain_is_missed_by_its_own(tampering):
    AuditEntry.objects.filter(pk=tampering[0].pk).update(chain=Chain.READINGS)
    assert "mancano 1 voci" in faults()[Chain.EVENTS]
    assert "sono state aggiunte" in faults()[Chain.READINGS]


def test_a_deleted_entry_is_found(tampering):
    AuditEntry.objects.filter(pk=tampering[3].pk).delete()
    assert "segmento 2" in fault()
    assert "mancano 1 voci" in fault()


def test_an_inserted_entry_is_found(tampering):
    # Between two numbers of the chain there is one of the other chain: it is free here.
    free = AuditEntry.objects.filter(chain=Chain.READINGS).earliest("pk")
    AuditEntry.objects.filter(pk=free.pk).update(chain=Chain.EVENTS)
    assert "1 voci sono state aggiunte" in faults()[Chain.EVENTS]


def test_entries_in_another_order_are_found(tampering):
    first, second = tampering[0].object_id, tampering[1].object_id
    AuditEntry.objects.filter(pk=tampering[0].pk).update(object_id=second)
    AuditEntry.objects.filter(pk=tampering[1].pk).update(object_id=first)
    assert "segmento 1" in fault()


@pytest.mark.parametrize(
    ("number", "told"),
    [
        (1, "manca il segmento 1"),
        (2, "manca il segmento 2"),
        (3, "finisce al segmento 2"),
    ],
)
def test_a_dropped_segment_is_found_even_with_its_entries(tampering, number, told):
    segment = AuditSegment.objects.get(chain=Chain.EVENTS, number=number)
    tampering.filter(pk__gt=segment.after, pk__lte=segment.through).delete()
    segment.delete()
    assert told in fault()


def test_a_segment_sealed_anew_after_a_change_does_not_follow(tampering):
    AuditEntry.objects.filter(pk=tampering[0].pk).update(user_number=7)
    segment = AuditSegment.objects.get(chain=Chain.EVENTS, number=1)
    entries = tampering.filter(pk__lte=segment.through)
    digest, _ = sealing.digest_of(segment, entries)
    AuditSegment.objects.filter(pk=segment.pk).update(digest=digest)
    assert fault() == "il segmento 2 non segue dal 1"


@pytest.mark.parametrize("field", ["sealed_at", "first_at", "last_at"])
def test_a_seal_with_another_date_is_found(tampering, field):
    mine = AuditSegment.objects.filter(chain=Chain.EVENTS, number=2)
    mine.update(**{field: NOW - DAY})
    assert "segmento 2" in fault()


def test_the_last_seal_put_back_is_found(tampering):
    AuditChain.objects.filter(code=Chain.EVENTS).update(sealed_digest="0" * 64)
    assert "l'ultimo sigillato" in fault()


def test_retention_drops_whole_segments_and_the_rest_still_verifies(log):
    later = NOW.replace(year=2027, month=5, day=30)
    assert let_go(at=later) == Sealed(5, 7)  # 2 of events, all 3 of readings
    assert faults() == {}
    assert AuditSegment.objects.get().number == 3
    assert AuditEntry.objects.count() == 3
    assert let_go(at=later) == Sealed(0, 0)
    record(Kind.LOGIN, at=later)
    record(Kind.READING, at=later)
    assert seal(at=later) == Sealed(2, 3)
    assert faults() == {}


def test_a_segment_with_one_entry_that_is_young_stays():
    record(Kind.LOGIN, at=NOW - 400 * DAY)
    record(Kind.LOGIN, at=NOW)
    seal(at=NOW)
    assert let_go(at=NOW) == Sealed(0, 0)


def test_what_was_dropped_does_not_come_back_unseen(log):
    first = log[0]
    let_go(at=NOW.replace(year=2028))
    with connection.cursor() as cursor:
        for sql in triggers.dropping(connection.vendor):
            cursor.execute(sql)
    first.save(force_insert=True)
    assert "già cancellate" in fault()


def test_a_long_night_makes_several_segments(monkeypatch):
    monkeypatch.setattr(sealing, "LARGEST", 2)
    for _ in range(5):
        record(Kind.LOGIN, at=NOW)
    assert seal(at=NOW) == Sealed(3, 5)
    assert faults() == {}


def test_sealing_costs_the_same_queries_for_one_entry_as_for_ten(queries):
    spent = []
    for number in (1, 10):
        for _ in range(number):
            record(Kind.LOGIN, at=NOW)
        with queries() as found:
            seal(at=NOW)
        spent.append(
            len(found) - 2 * (number == 1)
        )  # the rows of the chains, made once
    assert spent[0] >= spent[1]


def test_digests_do_not_depend_on_where_a_moment_was_read():
    rome = dt.timezone(dt.timedelta(hours=1))
    assert line(NOW) == line(NOW.astimezone(rome))
    assert line({"b": 1, "a": "è"}) == b'[{"a":"\xc3\xa8","b":1}]\n'


@pytest.mark.parametrize(
    ("day", "months", "found"),
    [
        ((2026, 11, 28), 6, (2026, 5, 28)),
        ((2026, 8, 31), 6, (2026, 2, 28)),
        ((2026, 1, 15), 1, (2025, 12, 15)),
        ((2024, 2, 29), 12, (2023, 2, 28)),
    ],
)
def test_months_are_those_of_the_calendar(day, months, found):
    at = dt.datetime(*day, 3, tzinfo=dt.UTC)
    assert add_months(at, -months) == dt.datetime(*found, 3, tzinfo=dt.UTC)


def test_retention_follows_the_settings():
    assert kept_since(Chain.READINGS, NOW) == NOW - 90 * DAY
    assert kept_since(Chain.EVENTS, NOW) == NOW.replace(month=5)
    AuditSettings.objects.update(months=12, reading_days=30)
    assert kept_since(Chain.READINGS, NOW) == NOW - 30 * DAY
    assert kept_since(Chain.EVENTS, NOW) == NOW.replace(year=2025)


def test_the_command_seals_verifies_and_prunes(log, capsys):
    call_command("audit", "seal")
    assert capsys.readouterr().out == "1 voci sigillate, 1 segmenti.\n"
    call_command("audit", "verify")
    told = capsys.readouterr().out
    last = AuditChain.objects.get(code=Chain.EVENTS).sealed_digest
    assert (
        f"eventi: integra. 4 segmenti, 0 voci da sigillare. Ultima impronta: {last}"
        in told
    )
    call_command("audit", "prune")
    assert "voci scadute cancellate" in capsys.readouterr().out


def test_verify_fails_and_names_the_place(tampering):
    AuditEntry.objects.filter(pk=tampering[0].pk).update(user_number=7)
    with pytest.raises(CommandError) as caught:
        call_command("audit", "verify")
    assert str(caught.value).startswith("eventi: segmento 1 (voci da 1 a ")
    assert "mancano i trigger" in str(caught.value)


def test_the_night_seals_and_lets_go():
    from core import nightly

    record(Kind.LOGIN)
    told = nightly.jobs()["audit"]()
    assert told == (
        "registro di sicurezza: 1 voci sigillate, 0 cancellate perché scadute"
    )
