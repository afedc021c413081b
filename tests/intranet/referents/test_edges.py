"""The first and the last day, one's own body and the next one."""

from __future__ import annotations

import datetime as dt

import pytest
from django.utils import timezone

from accounts.actions import suspend
from intranet.data_care.registry import held_by
from intranet.entry.access import access_of
from intranet.models import Referent, Reveal
from intranet.referents.actions import account_of, end_referent
from intranet.referents.panels import expiring
from intranet.referents.privacy import of_person
from tests.intranet.referents.conftest import make_referent


def day(number):
    return timezone.localdate() + dt.timedelta(days=number)


def names(rows):
    return set(rows.values_list("name", flat=True))


def test_each_span_of_days_takes_in_its_first_and_its_last(
    theirs, agreement, other_body
):
    rows = Referent.objects.all()
    theirs.valid_from, theirs.valid_until = day(2), day(4)
    theirs.away_from, theirs.away_until = day(2), day(4)
    theirs.save()
    valid, not_over, over = [], [], []
    for number in range(1, 6):
        valid.append(rows.valid_on(day(number)).exists())
        not_over.append(rows.not_over(day(number)).exists())
        over.append(rows.over_before(day(number)).exists())
    assert valid == [False, True, True, True, False]
    assert not_over == [True, True, True, True, False]
    assert over == [False, False, False, False, True]
    spans = [(0, 1), (0, 2), (3, 3), (4, 6), (5, 6)]
    away = [rows.away_between(day(a), day(b)).exists() for a, b in spans]
    assert away == [False, True, True, True, False]
    make_referent(other_body, agreement, "Senza fine", valid_from=day(0))
    assert names(rows.valid_on(day(900))) == names(rows.not_over(day(900)))
    assert names(rows.valid_on(day(900))) == {"Senza fine"}


def test_an_account_is_linked_of_whoever_enters_for_that_body_today(
    operator, other_operator, theirs, ours
):
    theirs.email = ours.email = operator.email.upper()
    assert account_of(ours, day(0)) == operator.pk
    assert account_of(theirs, day(0)) is None  # Of another body.
    suspend(membership=operator.memberships.get(), because="prova")
    assert account_of(ours, day(0)) is None
    ours.email = ""
    assert account_of(ours, day(0)) is None


def test_what_is_of_a_person_is_found_by_account_or_by_address(operator, theirs, ours):
    Referent.objects.filter(pk=ours.pk).update(email=operator.email.upper())
    Referent.objects.filter(pk=theirs.pk).update(user=operator, email="")
    assert names(of_person(operator)) == {"Berta Altra", "Carla Nostra"}


def test_one_who_ends_on_the_first_day_was_one_and_stays_in_the_list(referent, ours):
    access = access_of(referent, day(0))
    facts = {"referent": ours, "access": access, "at": timezone.now()}
    end_referent(last=ours.valid_from, **facts)
    ours.refresh_from_db()
    assert ours.valid_until == ours.valid_from
    end_referent(last=ours.valid_from - dt.timedelta(days=1), **facts)
    assert not Referent.objects.exists()


@pytest.mark.parametrize(("last", "told"), [(0, 1), (30, 1), (31, 0)])
def test_a_month_ahead_keepers_are_told_of_their_own(
    referent, theirs, ours, last, told
):
    Referent.objects.update(valid_until=day(last))
    found = expiring(access_of(referent, day(0))) or {"referents": []}
    assert [one.name for one in found["referents"]] == ["Carla Nostra"] * told


def test_what_is_held_of_a_body_is_its_own(
    operator, other_operator, body, theirs, ours
):
    for user in (operator, other_operator, other_operator):
        at = timezone.now()
        other = make_referent_of(theirs) if Reveal.objects.exists() else theirs
        Reveal.objects.create(user=user, referent=other, on=day(0), at=at)
    seen = "Recapiti chiesti dalle persone dell'ente"
    assert held_by(body.pk)["Referenti"].count == 1
    assert held_by(body.pk)[seen].count == 1
    assert held_by(theirs.organisation_id)[seen].count == 2
    assert held_by(None)["Referenti"].count == 0


def make_referent_of(one):
    number = Referent.objects.count()
    return make_referent(one.organisation, one.agreements.get(), f"Persona {number}")
