"""The home of the restricted part: everything at once, and with ten times as much."""

from __future__ import annotations

import datetime as dt

import pytest
from django.utils import timezone

from core.models import SiteSettings
from intranet.demo import make_samples
from tests.factories import DeskFactory, ServiceFactory, make_member
from tests.intranet.conftest import client_of

MOST = 20


@pytest.fixture
def full(root, agreement, body, other_body):
    """The demonstration's samples between two bodies, and a sheet that waits for its check."""
    from core.models import Review

    SiteSettings.objects.update_or_create(
        site_id=root.get_site().pk, defaults={"is_demonstration": True}
    )
    DeskFactory(parent=body, title="Sportello del Comune")
    sheet = ServiceFactory(parent=body, title="Bonus da rivedere")
    old = timezone.localdate() - dt.timedelta(days=900)
    Review.objects.create(page=sheet, reviewed_on=old, reviewer="Ente")
    make_samples(on=timezone.localdate())


@pytest.mark.parametrize("role", ["operator", "referent", "manager", "coordinator"])
def test_what_a_person_finds_there_costs_few_queries(full, body, queries, role):
    where = None if role == "coordinator" else body
    client = client_of(make_member(where, role, "prova@example.org"))
    client.get("/intranet/")
    with queries() as care:
        assert client.get("/intranet/da-curare/").status_code == 200
    assert len(care) <= MOST
    with queries() as found:
        answer = client.get("/intranet/")
    text = answer.content.decode()
    assert "Chi chiamo?" in text
    assert ("Bonus da rivedere" in text) is (where is not None)
    assert len(found) <= MOST, "\n".join(q["sql"][:160] for q in found)
