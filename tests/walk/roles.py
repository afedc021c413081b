"""Who walks: everybody from whom B's things are kept, and the keepers."""

from __future__ import annotations

import datetime as dt

from django.test import Client
from django.utils import timezone

from accounts.actions import withdraw_membership
from accounts.models import User
from directory.models import OrganisationPage
from tests.factories import make_member, show_factor
from tests.walk.objects import ADMINISTERS, ANSWERS, COORDINATES, WRITES

# From each of them all of B's words are hidden.
STRANGERS = (
    "visitor",
    "writer",
    "manager",
    "operator",
    "referent",
    "withdrawn",
    "expired",
)
# Whoever of these sends something; the others are refused as a visitor is.
SENDERS = ("visitor", "writer", "manager", "operator")
ROLES = (*STRANGERS, COORDINATES, ADMINISTERS)
CODES = {"writer": "editor", "manager": "manager", "operator": "operator"}


def build_people(a: OrganisationPage, b: OrganisationPage) -> dict[str, User | None]:
    """One person for each role; nobody for the visitor."""
    people: dict[str, User | None] = {"visitor": None}
    for name, code in {**CODES, "referent": "referent", "withdrawn": "manager"}.items():
        people[name] = make_member(a, code, f"{name}@example.org")
    withdraw_membership(membership=people["withdrawn"].memberships.get())
    yesterday = timezone.localdate() - dt.timedelta(days=1)
    people["expired"] = make_member(a, "manager", "expired@example.org")
    people["expired"].memberships.update(valid_from=yesterday, valid_until=yesterday)
    people[WRITES] = make_member(b, "editor", "scrive@example.org")
    people[ANSWERS] = make_member(b, "manager", "risponde@example.org")
    for name in (COORDINATES, ADMINISTERS):
        people[name] = make_member(None, name, f"{name}@example.org")
    return people


def client_of(user: User | None) -> Client:
    """Logged in where there is somebody; a fault of the site is an answer, not an exception."""
    client = Client(raise_request_exception=False)
    if user:
        client.force_login(user)
        show_factor(client, user)
    return client
