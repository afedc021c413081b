"""Agreements and bodies of the network are looked at again like every other page."""

import datetime as dt

import pytest
from django.test import Client
from django.utils import timezone

from core.models import Review
from editorial.freshness.actions import confirm
from editorial.freshness.permissions import can_confirm
from editorial.freshness.querysets import needing_review
from home.models import SectionPage
from network.models import (
    AgreementIndexPage,
    AgreementPage,
    NetworkBodyPage,
    NetworkIndexPage,
)
from tests.factories import make_member


@pytest.fixture
def pages(home):
    section = home.add_child(instance=SectionPage(title="Amministrazione", slug="a"))
    agreements = section.add_child(instance=AgreementIndexPage(title="Accordi"))
    network = section.add_child(instance=NetworkIndexPage(title="Rete"))
    return [
        agreements.add_child(instance=AgreementPage(title="Protocollo")),
        network.add_child(instance=NetworkBodyPage(title="Cabina di Regia")),
    ]


@pytest.fixture
def coordinator(home):
    return make_member(None, "coordinator", "coordina@example.org")


def test_the_coordinator_confirms_them_and_visitors_are_told(pages, coordinator):
    today = timezone.localdate()
    for page in pages:
        assert page.pk in needing_review(today).values_list("pk", flat=True)
        assert (
            "Nessuno ha ancora controllato" in Client().get(page.url).content.decode()
        )
        confirm(page=page, user=coordinator, on=today)
        assert page.pk not in needing_review(today).values_list("pk", flat=True)
        assert "Verificato" in Client().get(page.url).content.decode()


def test_no_body_of_the_network_confirms_them(pages, editor):
    assert not any(can_confirm(editor, page) for page in pages)


def test_an_old_check_is_told_as_one(pages):
    long_ago = timezone.localdate() - dt.timedelta(400)
    Review.objects.create(
        page=pages[0], reviewed_on=long_ago, reviewer="Comune di prova"
    )
    text = Client().get(pages[0].url).content.decode()
    assert "Da verificare" in text
    assert "L’ultimo controllo è stato" in text


def test_what_is_confirmed_is_shown_first(pages, coordinator):
    client = Client()
    client.force_login(coordinator)
    for page, words in zip(pages, ("In firma", "Da costituire"), strict=True):
        text = client.get(f"/admin/conferma/{page.pk}/").content.decode()
        assert words in text
