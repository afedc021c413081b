"""Inside the restricted part: what B shares with C by their agreement is not A's, though A enters.

A and B have an agreement in force of their own here. Every address is asked for, and sent to, with
the numbers of what belongs to the other one.
"""

from __future__ import annotations

import gc

import pytest
from django.db import transaction

from network.models import AgreementPage, Party
from tests.walk.addresses import addresses
from tests.walk.asking import GENERIC, ask
from tests.walk.belongings import belongings
from tests.walk.patterns import patterns
from tests.walk.roles import client_of
from tests.walk.world import build

pytestmark = [
    pytest.mark.django_db,
    # Wagtail leaves the file of a resized image to be closed by the collector.
    pytest.mark.filterwarnings("ignore:Unclosed file <tempfile:ResourceWarning"),
]

# What hangs from the agreement of B and C, or from B alone.
THEIRS = (
    "a course",
    "material of a course",
    "a meeting",
    "minutes of a meeting",
    "a private file",
    "the text of a private file",
    "the name of a referent",
    "a subject of a referent",
    "the e-mail of a referent",
)
ROLES = ("operator", "referent", "manager")
# B asked all at its table: A answers, which is kept with the question.
ANSWERED = "intranet_question"


@pytest.fixture(scope="module")
def world(django_db_setup, django_db_blocker):
    """The walk's, with A let in by an agreement in force."""
    with django_db_blocker.unblock(), transaction.atomic():
        world = build()
        page = AgreementPage.objects.get(title="Finito")
        AgreementPage.objects.filter(pk=page.pk).update(ends_on=None)
        assert Party.objects.filter(page=page, organisation=world.a).exists()
        yield world
        transaction.set_rollback(True)
    gc.collect()


@pytest.fixture(scope="module")
def way(world):
    """Every address of the restricted part."""
    inside = (one for one in patterns() if one.route.startswith("/intranet/"))
    return [address for one in inside for address in addresses(one, world)]


def hidden(world) -> list[str]:
    return [word.text for word in world.words.values() if word.thing in THEIRS]


@pytest.mark.parametrize("role", ROLES)
def test_nothing_of_the_other_agreement_is_told(world, way, role):
    client, words, found, entered = client_of(world.people[role]), hidden(world), [], 0
    assert len(words) > len(THEIRS)
    for address in way:
        for path in (address.path, *(f"{address.path}?q={word}" for word in words[:2])):
            answer = ask(client, "GET", path)
            entered += answer.status == 200
            if answer.status >= 500 or answer.fault:
                found.append(f"{path}: {answer.status} {answer.fault}")
            told = [w for w in words if w in answer.text and w not in path]
            found += [f"{role} GET {path} tells {word}" for word in told]
    assert found == []
    assert entered > len(way) / 4, "they were hardly let in"


@pytest.mark.parametrize("role", ROLES)
def test_nothing_of_the_other_agreement_is_changed(world, way, role):
    client, words, found = client_of(world.people[role]), hidden(world), []
    before = belongings(world)
    for address in way:
        after: list = []
        look = lambda kept=after: kept.append(belongings(world))  # noqa: E731
        answer = ask(client, "POST", address.path, GENERIC, look)
        if answer.status >= 500 or answer.fault:
            found.append(f"{address.path}: {answer.status} {answer.fault}")
        told = [w for w in words if w in answer.text and w not in address.path]
        found += [f"{role} POST {address.path} tells {word}" for word in told]
        changed = {
            key
            for now in after
            for key in before
            if key[0] != ANSWERED and before[key] != now.get(key)
        }
        found += [f"{role} changed {key} by {address.path}" for key in changed]
    assert found == []
