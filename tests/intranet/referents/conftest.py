"""Referents of two bodies."""

from __future__ import annotations

import datetime as dt

import pytest
from django.utils import timezone

NOW = dt.datetime(2026, 6, 10, 10, 30)  # a Wednesday


def make_referent(body, agreement, name="Ada Prova", *, needs=(), hours=(), **more):
    """Somebody to call, found by their words."""
    from intranet.models import Referent, ReferentHours
    from intranet.referents.actions import refresh
    from intranet.referents.words import name_key

    facts = {
        "office_phone": "0372 407000",
        "valid_from": timezone.localdate() - dt.timedelta(days=30),
        "updated_at": timezone.now(),
        **more,
    }
    one = Referent.objects.create(
        organisation=body, name=name, name_key=name_key(name), **facts
    )
    one.agreements.add(agreement)
    one.needs.add(*needs)
    for weekday, opens, closes in hours:
        ReferentHours.objects.create(
            referent=one, weekday=weekday, opens=dt.time(opens), closes=dt.time(closes)
        )
    refresh(one)
    return one


@pytest.fixture
def theirs(agreement, other_body):
    """The other party's, whom `operator` may call."""
    return make_referent(other_body, agreement, "Berta Altra", email="b@example.org")


@pytest.fixture
def ours(agreement, body):
    """Of the own body."""
    return make_referent(body, agreement, "Carla Nostra")
