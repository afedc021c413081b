"""Two bodies bound by an agreement in force, a third outside, and who works there."""

from __future__ import annotations

import datetime as dt

import pytest
from django.test import Client
from django.utils import timezone

from tests.factories import OrganisationFactory, make_member


@pytest.fixture
def root(home):
    """`/intranet/`."""
    from intranet.demo import make_root
    from intranet.models import IntranetPage

    make_root()
    return IntranetPage.objects.get()


def agree(home, *bodies, title="Protocollo di prova", **more):
    """An agreement between bodies, in force since a year for another year unless said otherwise."""
    from network.models import AgreementPage, Party

    today = timezone.localdate()
    year = dt.timedelta(days=365)
    facts = {"signed_on": today - year, "ends_on": today + year, **more}
    page = home.add_child(
        instance=AgreementPage(title=title, kind="protocollo", **facts)
    )
    for place, one in enumerate(bodies):
        Party.objects.create(
            page=page, name=one.title, organisation=one, sort_order=place
        )
    return page


@pytest.fixture
def agreement(home, body, other_body):
    """The one that binds `body` and `other_body`."""
    return agree(home, body, other_body)


@pytest.fixture
def outside_body(services_index):
    """A body that is party of no agreement."""
    return OrganisationFactory(parent=services_index, title="Ente senza accordo")


def client_of(user) -> Client:
    """A browser in which this person is logged in."""
    client = Client()
    client.force_login(user)
    return client


@pytest.fixture
def operator(root, agreement, body):
    """Works at the desk of `body`."""
    return make_member(body, "operator", "operatrice@example.org")


@pytest.fixture
def other_operator(root, agreement, other_body):
    """Works at the desk of the other party."""
    return make_member(other_body, "operator", "altra@example.org")


@pytest.fixture
def referent(root, agreement, body):
    """Keeps the contacts of `body`."""
    return make_member(body, "referent", "referente@example.org")


@pytest.fixture
def manager(root, agreement, body):
    """Answers for `body`."""
    return make_member(body, "manager", "responsabile@example.org")


@pytest.fixture
def coordinator(root, agreement):
    """Keeps the list of all bodies."""
    return make_member(None, "coordinator", "coordinamento@example.org")
