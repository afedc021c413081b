"""Every address of the site, asked by everybody: nobody sees or changes what is another body's."""

from __future__ import annotations

import gc

import pytest
from django.db import transaction

from tests.walk.addresses import addresses
from tests.walk.asking import ask
from tests.walk.objects import ADMINISTERS, COORDINATES
from tests.walk.patterns import patterns
from tests.walk.roles import SENDERS, STRANGERS, client_of
from tests.walk.rows import ROWS
from tests.walk.walking import Walk
from tests.walk.world import build

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.one_database,
    # Wagtail leaves the file of a resized image to be closed by the collector.
    pytest.mark.filterwarnings("ignore:Unclosed file <tempfile:ResourceWarning"),
]

# They ask for every thing at every address; the others, for whom less opens, for two at each.
WRITERS = ("writer", "manager")
FAR = ("visitor", *WRITERS)
# Tables of B's that the administrator's forms change before we believe that they do.
ENOUGH = 5
LACKING = """No row in tests/walk/rows.py for: {names}. Write one line for each:
Row("its_name", {{who gets a page there about B's things}}, "what its number counts")"""


def test_every_address_of_ours_has_a_row():
    names = {one.label for one in patterns() if one.is_ours}
    lacking = sorted(names - ROWS.keys())
    assert not lacking, LACKING.format(names=", ".join(lacking))
    assert sorted(ROWS.keys() - names) == [], "no such address any more"


@pytest.fixture(scope="module")
def world(django_db_setup, django_db_blocker):
    """Made once, and taken back when this module is done."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield build()
        transaction.set_rollback(True)
    gc.collect()


@pytest.fixture(scope="module")
def way(world):
    """All addresses. One that cannot be written down is a failure."""
    return [one for pattern in patterns() for one in addresses(pattern, world)]


@pytest.fixture(scope="module")
def short(way):
    """Of each pattern one address with a thing of B's, and one without."""
    kept = {(one.pattern, one.of_b): one for one in reversed(way)}
    return list(reversed(kept.values()))


@pytest.fixture(scope="module")
def administrator(world, short):
    """Their walk: what they find is what others may try to send."""
    walk = Walk(world, ADMINISTERS)
    for address in short:
        walk.look(address)
    return walk


def finish(walk, way, record_property):
    """The figures, and the report of what is wrong."""
    figures = ("role", "answers", "checks", "sent", "leaks")
    for name in figures:
        record_property(name, getattr(walk, name))
    record_property("addresses", len(way))
    assert not walk.found, "\n".join(walk.found)


@pytest.mark.parametrize("role", STRANGERS)
def test_nobody_sees_what_is_not_theirs(world, way, short, role, record_property):
    walk = Walk(world, role)
    walked = way if role in FAR else short
    for address in walked:
        walk.look(address)
    finish(walk, walked, record_property)


def test_the_coordinator_meets_no_fault(world, short, record_property):
    walk = Walk(world, COORDINATES)
    for address in short:
        walk.look(address)
    finish(walk, short, record_property)


def test_nor_does_the_administrator(administrator, short, record_property):
    finish(administrator, short, record_property)


@pytest.mark.parametrize("role", SENDERS)
def test_nobody_changes_what_is_not_theirs(
    world, way, short, administrator, role, record_property
):
    walk = Walk(world, role)
    walked = way if role in WRITERS else short
    for address in walked:
        walk.send(address, administrator.forms.get(address.path, []))
    finish(walk, walked, record_property)


def test_what_is_sent_would_change_it(world, short, administrator):
    """The same, sent by the administrator: else nothing would be tried above."""
    walk, changed = Walk(world, ADMINISTERS), set()
    for address in short:
        if len(changed) > ENOUGH:
            break
        if address.of_b and (forms := administrator.forms.get(address.path)):
            walk.send(address, forms)
            changed = {line.split()[2] for line in walk.found if " changed " in line}
    assert len(changed) > ENOUGH, changed


def test_who_may_know_a_thing_finds_it(world):
    missing = [
        f"{role} at {word.at}: {word.thing} ({word.text})"
        for word in world.words.values()
        for role in {word.known_to[0], ADMINISTERS} & set(word.known_to)
        if word.text not in ask(client_of(world.people[role]), "GET", word.at).text
    ]
    assert missing == []
