"""A script with a valid account gets no more than a person needs, by whatever road (Art. 5)."""

from __future__ import annotations

import datetime as dt

import pytest
from django.utils import timezone

from tests.bench import harvesting
from tests.intranet.conftest import client_of

MANY = 90


@pytest.fixture
def keys(agreement, other_body):
    return harvesting.fill(other_body, agreement, MANY)


@pytest.fixture
def midnight():
    return timezone.localtime().replace(hour=0, minute=0, second=0, microsecond=0)


def test_no_road_but_the_button_gives_a_contact(operator, keys, other_body, midnight):
    addresses = [
        *list(harvesting.by_letters())[::9],
        *harvesting.by_resolver([*keys[:2], other_body.pk]),
        other_body.url,
    ]
    assert any("/stampa/" in one for one in addresses)
    nine = midnight + dt.timedelta(hours=9)
    assert harvesting.asked(client_of(operator), addresses, nine) == set()
    assert harvesting.by_search(operator) == set()


def test_an_hour_gives_forty_at_most(operator, keys, midnight, settings):
    settings.INTRANET_REVEALS_HOUR, settings.INTRANET_REVEALS_DAY = 40, 200
    nine = midnight + dt.timedelta(hours=9)
    got = harvesting.in_an_hour(client_of(operator), keys, nine)
    assert 0 < got <= min(40, MANY // 3)


def test_a_day_gives_a_third_at_most(operator, keys, midnight, settings):
    settings.INTRANET_REVEALS_HOUR, settings.INTRANET_REVEALS_DAY = 40, 200
    got = harvesting.in_a_day(client_of(operator), keys, midnight, 150)
    assert got == MANY // 3


def test_what_the_button_gives_is_counted(operator, keys, midnight):
    """Else the tests above would count nothing."""
    nine = midnight + dt.timedelta(hours=9)
    assert harvesting.pressed(client_of(operator), keys[0], nine) == {"0"}
