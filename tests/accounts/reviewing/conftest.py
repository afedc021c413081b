"""A body with two *responsabili* and a writer, and the people who watch over all."""

import datetime as dt

import pytest
from django.test import Client

from accounts.models import Membership
from tests.factories import make_member

ON = dt.date(2026, 11, 28)


def given(membership, on):
    """As if the profile had been given on that day."""
    moment = dt.datetime.combine(on, dt.time(9), tzinfo=dt.UTC)
    Membership.objects.filter(pk=membership.pk).update(valid_from=on, created_at=moment)
    membership.refresh_from_db()
    return membership


@pytest.fixture
def people(body):
    """By name."""
    rows = {
        "anna": make_member(body, "manager", "anna@example.org"),
        "bruno": make_member(body, "manager", "bruno@example.org"),
        "carla": make_member(body, "editor", "carla@example.org"),
        "coordinator": make_member(None, "coordinator", "coordina@example.org"),
        "administrator": make_member(None, "administrator", "capo@example.org"),
    }
    for user in rows.values():
        given(user.memberships.get(), ON)
    return rows


@pytest.fixture
def profile(people):
    """The one profile of somebody, read again."""
    return lambda name: people[name].memberships.get()


@pytest.fixture
def client_of(people):
    """Somebody's browser, after the login."""

    def client(user):
        found = Client()
        found.force_login(people[user] if isinstance(user, str) else user)
        return found

    return client
