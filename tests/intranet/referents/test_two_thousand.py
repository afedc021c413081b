"""Three letters, two thousand referents."""

from __future__ import annotations

import re
import time

import pytest

from tests.bench.referents import fill
from tests.intranet.conftest import client_of

MANY = 2000
MEANT = ("Maria Zanetti", "Luca Zanoni", "Zanita Moro", "Ivo Zani")


@pytest.fixture
def crowd(agreement, other_body):
    """Four whose name begins so, among many whose body or subjects do."""
    others = [f"Persona{place} Altra{place}" for place in range(MANY - len(MEANT))]
    made = fill([other_body], agreement, [*others, *MEANT])
    from intranet.models import Referent

    rows = Referent.objects.filter(pk__in=[one.pk for one in made[:900]])
    for one in rows:
        one.search_text += " zanzare"
    Referent.objects.bulk_update(rows, ["search_text"], batch_size=200)
    return made


def found(client, text):
    answer = client.get(
        "/intranet/referenti/", {"q": text}, headers={"X-Fragment": "1"}
    )
    return re.findall(r'referent-name"><a [^>]+>([^<]+)', answer.content.decode())


def test_the_right_person_is_among_the_first_five_and_soon(operator, crowd):
    client = client_of(operator)
    found(client, "zan")  # templates are read once
    begun = time.process_time()
    names = found(client, "zan")
    passed = time.process_time() - begun
    assert set(MEANT) <= set(names[:5])
    assert passed < 0.2


def test_a_list_shows_few_and_says_how_many_there_are(operator, crowd):
    page = client_of(operator).get("/intranet/referenti/").content.decode()
    assert page.count('class="referent"') == 10
    assert "I primi 10 di 2000" in page
