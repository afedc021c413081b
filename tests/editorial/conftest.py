"""People of a body and of another, and clients that are logged in as them."""

import pytest
from django.test import Client

from tests.factories import make_member


def logged_in(user) -> Client:
    client = Client()
    client.force_login(user)
    return client


@pytest.fixture
def writer(body):
    """Writes for `body`, publishes nothing."""
    return make_member(body, "editor", "redattrice@example.org")


@pytest.fixture
def manager(body):
    """Approves for `body`, which is not trusted yet."""
    return make_member(body, "manager", "responsabile@example.org")


@pytest.fixture
def coordinator(db):
    return make_member(None, "coordinator", "coordina@example.org")


@pytest.fixture
def stranger(other_body):
    """Writes for another body."""
    return make_member(other_body, "editor", "altrove@example.org")


@pytest.fixture
def login():
    """`login(user)`: a client that is logged in."""
    return logged_in
