"""Verifica dei dati: what there is, who signs, who is reminded."""

import datetime as dt

import pytest
from django.core import mail
from django.core.exceptions import PermissionDenied
from django.utils import timezone
from wagtail.models import ModelLogEntry

from core import nightly, privacy
from core.dates import add_months
from intranet.data_care import registry
from intranet.data_care.actions import sign_review
from intranet.data_care.night import remind_on
from intranet.data_care.registry import Held
from intranet.entry.access import access_of
from intranet.models import DataReview, DataReviewNotice
from tests.factories import make_member
from tests.intranet.conftest import client_of

TODAY = timezone.localdate()
PATH = "/intranet/verifica-dati/"


@pytest.fixture
def held(monkeypatch):
    """Two kinds of things."""
    monkeypatch.setattr(registry, "_readers", {})
    registry.register(
        "Referenti",
        lambda body: Held(3, dt.date(2026, 3, 1), "Per chiamarsi.", "Un anno."),
    )
    registry.register(
        "Iscritti", lambda body: Held(0, None, "Per il corso.", "Due anni.")
    )


def test_a_manager_sees_what_there_is_and_signs(held, manager, body):
    client = client_of(manager)
    answer = client.get(PATH)
    assert answer.headers["Location"] == f"{PATH}{body.pk}/"
    text = client.get(f"{PATH}{body.pk}/").content.decode()
    for part in ("Referenti", "01/03/2026", "Per chiamarsi.", "mai stata fatta"):
        assert part in text
    client.post(f"{PATH}{body.pk}/")
    review = DataReview.objects.get()
    assert (review.organisation, review.by, review.on) == (body, manager, TODAY)
    assert review.counts == [
        {"kind": "Referenti", "count": 3, "oldest_on": "2026-03-01"},
        {"kind": "Iscritti", "count": 0, "oldest_on": ""},
    ]
    assert ModelLogEntry.objects.filter(content_type__model="datareview").count() == 1
    assert "Referenti 3, Iscritti 0" in client.get(f"{PATH}{body.pk}/").content.decode()


def test_nobody_else_sees_a_body_s(held, operator, referent, body, other_body, manager):
    for user in (operator, referent):
        assert client_of(user).get(PATH).status_code == 404
        assert client_of(user).get(f"{PATH}{body.pk}/").status_code == 404
        assert client_of(user).post(f"{PATH}{body.pk}/").status_code == 404
    assert client_of(manager).get(f"{PATH}{other_body.pk}/").status_code == 404
    assert client_of(manager).get(f"{PATH}coordinamento/").status_code == 404
    assert not DataReview.objects.exists()


def test_the_coordinator_sees_all_and_signs_the_coordination_s(
    held, coordinator, body, other_body
):
    client = client_of(coordinator)
    text = client.get(PATH).content.decode()
    assert body.title in text
    assert other_body.title in text
    assert (
        "Firma chi è responsabile" in client.get(f"{PATH}{body.pk}/").content.decode()
    )
    assert client.post(f"{PATH}{body.pk}/").status_code == 404
    assert client.post(f"{PATH}coordinamento/").status_code == 302
    assert DataReview.objects.get().organisation is None


def test_the_action_asks_for_itself(held, operator, body):
    with pytest.raises(PermissionDenied):
        sign_review(access=access_of(operator, TODAY), body=body.pk)


def test_the_home_says_when_it_is_due(held, manager, operator, body):
    client = client_of(manager)
    assert "È ora di guardare" in client.get("/intranet/da-curare/").content.decode()
    assert (
        "È ora di guardare"
        not in client_of(operator).get("/intranet/da-curare/").content.decode()
    )
    review = DataReview.objects.create(organisation=body, on=TODAY, by=manager)
    assert (
        "È ora di guardare" not in client.get("/intranet/da-curare/").content.decode()
    )
    review.on = add_months(TODAY, -6)
    review.save()
    assert "È ora di guardare" in client.get("/intranet/da-curare/").content.decode()


def test_the_list_costs_the_same_for_more_bodies(
    held, coordinator, home, body, services_index, queries
):
    from tests.factories import OrganisationFactory
    from tests.intranet.conftest import agree

    client = client_of(coordinator)
    client.get(PATH)
    with queries() as few:
        client.get(PATH)
    more = [
        OrganisationFactory(parent=services_index, title=f"E{n}") for n in range(10)
    ]
    agree(home, body, *more, title="Largo")
    with queries() as many:
        client.get(PATH)
    assert len(few) == len(many) <= 20


def test_who_answers_is_written_to_once_a_month(held, manager, other_body, coordinator):
    assert "3 avvisi mandati" in remind_on(TODAY)
    told = sorted((message.to[0], message.subject) for message in mail.outbox)
    # Of the body without a responsabile the coordinator is told, and of what is nobody else's.
    assert told == sorted(
        [
            (manager.email, "Verifica dei dati: Comune di prova"),
            (coordinator.email, f"Verifica dei dati: {other_body.title}"),
            (coordinator.email, "Verifica dei dati: Coordinamento"),
        ]
    )
    letter = next(one for one in mail.outbox if one.to == [manager.email])
    assert letter.body.startswith("Buongiorno")
    assert PATH in letter.body
    assert "Referenti" not in letter.body
    assert "0 avvisi mandati" in remind_on(TODAY + dt.timedelta(days=29))
    assert "3 avvisi mandati" in remind_on(TODAY + dt.timedelta(days=30))


def test_after_a_signature_nobody_is_written_to(held, manager, body, other_body):
    for one in (body, other_body, None):
        DataReview.objects.create(organisation=one, on=TODAY, by=manager)
    assert "0 da fare" in remind_on(add_months(TODAY, 5))
    assert "3 da fare" in remind_on(add_months(TODAY, 6))


def test_a_mailbox_that_refuses_is_tried_again(held, manager, monkeypatch):
    monkeypatch.setattr("intranet.data_care.night.deliver", lambda *_: False)
    assert "0 avvisi mandati" in remind_on(TODAY)
    assert not DataReviewNotice.objects.exists()


def test_a_body_without_an_agreement_in_force_is_not_asked(held, root, outside_body):
    make_member(outside_body, "manager", "fuori@example.org")
    assert remind_on(TODAY) == "verifica dei dati: 0 da fare, 0 avvisi mandati"


def test_who_signed_is_exported_and_stays(held, manager, body):
    sign_review(access=access_of(manager, TODAY), body=body.pk)
    exported = privacy.export(manager)["verifiche dei dati"]
    assert exported == [{"organisation__title": body.title, "on": TODAY}]
    make_member(body, "manager", "altro@example.org")
    privacy.erase(manager)
    assert DataReview.objects.get().by_id == manager.pk


def test_the_night_knows_it():
    assert {"data_review", "private_files", "private_bytes"} <= set(nightly.jobs())
