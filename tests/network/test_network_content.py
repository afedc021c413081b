"""The content files: true to the two documents, made once, left alone afterwards."""

import datetime as dt
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from network.demo import make_network
from network.models import (
    AgreementPage,
    NetworkBodyPage,
    NetworkSeed,
    PracticeIndexPage,
    PracticePage,
)
from network.states import State, gap_between, state_on
from tests.factories import DeskFactory, OrganisationFactory

TODAY = dt.date(2026, 11, 28)
PRINTS = [
    "5f535174a1b8627841f9848bf3bc1f04972a925d06c4fc034a21df1dfeb5f965",
    "ff4fce01d768e71fb01d31a926365d39f66cf533b936ffb337a8cd8d70631d36",
    "6f17e73a0afb874ce03748ec2d976af489014a94d6908b55ecca336e8c3ea201",
]


@pytest.fixture
def made(section):
    make_network(with_samples=True)
    return {page.slug: page for page in AgreementPage.objects.all()}


def test_the_protocol_and_what_came_before_it(made):
    protocol = made["protocollo-sportello-sociale"]
    before = made["protocollo-sportello-sociale-2023"]
    assert protocol.predecessor_id == before.pk
    assert state_on(protocol.terms, TODAY) is State.IN_FORCE
    assert state_on(protocol.terms, dt.date(2030, 1, 1)) is State.EXPIRED
    assert state_on(before.terms, dt.date(2024, 12, 31)).holds
    assert state_on(before.terms, dt.date(2025, 1, 1)) is State.EXPIRED
    gap = gap_between(before.terms, protocol.terms, TODAY)
    assert (gap.since, gap.until) == (dt.date(2025, 1, 1), None)
    assert [act.number for act in before.acts.all()] == ["26"]
    assert before.acts.get().dated_on == dt.date(2023, 2, 8)


def test_duties_of_both_sides_word_by_word(made):
    duties = list(made["protocollo-sportello-sociale"].duties.all())
    sides = [duty.side for duty in duties]
    assert sides == ["La CGIL e lo SPI CGIL"] * 4 + ["Il Comune di Cremona"] * 5
    assert duties[0].text.startswith("mettere a disposizione di tutte le persone")
    assert "(anche gestiti in affidamento con soggetti terzi)" in duties[4].text


def test_no_signatory_is_told_by_name(made):
    offices = {"", "Sindaco", "Segretario Generale"}
    for page in made.values():
        assert {party.signatory for party in page.parties.all()} <= offices


def test_the_intents_are_not_signed_and_carry_the_fingerprints(made):
    page = made["documento-di-intenti-inclusione-attiva"]
    assert state_on(page.terms, TODAY) is State.SIGNING
    assert page.parties.count() == 11
    printed = [row.sha256 for row in page.documents.all()]
    assert printed == PRINTS
    act = page.acts.get(number="179")
    assert act.dated_on == dt.date(2025, 7, 2)
    assert "n. 02/2024" in act.decision


def test_the_plan_of_the_area_has_its_act(made):
    page = made["piano-di-zona-2025-2027"]
    assert [act.number for act in page.acts.all()] == ["2025/21"]
    assert state_on(page.terms, TODAY) is State.IN_FORCE


def test_bodies_of_the_network_are_planned_or_there(made):
    planned = NetworkBodyPage.objects.filter(status="planned").order_by("title")
    assert [page.title for page in planned] == [
        "Cabina di Regia",
        "Comitato tecnico operativo",
        "Equipe di sistema",
    ]
    there = NetworkBodyPage.objects.filter(status="active")
    assert [page.slug for page in there] == ["assemblea-dei-sindaci"]
    (group,) = NetworkBodyPage.objects.filter(status="unknown")
    assert group.slug == "gruppo-di-lavoro-inclusione-attiva"


def test_parties_and_what_fulfils_a_duty_are_linked_where_the_pages_are(
    section, services_index
):
    union = OrganisationFactory(parent=services_index, slug="cgil-cremona")
    desk = DeskFactory(parent=union, slug="sportello-sociale-via-mantova")
    make_network()
    page = AgreementPage.objects.get(slug="protocollo-sportello-sociale")
    assert page.parties.get(name="CGIL Cremona").organisation_id == union.pk
    assert page.parties.get(name="Comune di Cremona").organisation_id is None
    rows = page.fulfilments.filter(duty="sportello-sociale")
    assert [row.target_id for row in rows] == [desk.pk]
    lists = page.fulfilments.filter(duty="elenco-dei-servizi")
    assert [row.target_id for row in lists] == [services_index.pk]


def test_made_twice_nothing_changes_and_what_was_deleted_stays_so(made):
    page = made["protocollo-sportello-sociale"]
    page.title = "Scritto da una persona"
    page.save()
    made["piano-di-zona-2025-2027"].delete()
    seeds = NetworkSeed.objects.count()
    assert make_network(with_samples=True) == 0
    assert AgreementPage.objects.get(pk=page.pk).title == "Scritto da una persona"
    assert not AgreementPage.objects.filter(kind="piano-di-zona").exists()
    assert NetworkSeed.objects.count() == seeds


def test_a_site_that_is_no_demonstration_supposes_nothing(section):
    out = StringIO()
    call_command("load_agreements", stdout=out)
    assert out.getvalue() == "Pagine create: 12.\n"
    page = AgreementPage.objects.get(slug="protocollo-sportello-sociale")
    assert state_on(page.terms, TODAY) is State.SIGNING
    assert "dimostrazione" not in page.applied_note


def test_without_the_section_the_command_says_what_to_do(home):
    with pytest.raises(CommandError, match="make_pages"):
        call_command("load_agreements")


def test_practices_are_examples_and_of_the_demonstration_alone(section, services_index):
    OrganisationFactory(parent=services_index, slug="comune-di-cremona")
    make_network()
    assert not PracticePage.objects.exists()
    assert PracticeIndexPage.objects.get().agreement.kind == "intenti"
    assert make_network(with_samples=True) == 2
    for page in PracticePage.objects.all():
        assert page.is_sample
        assert page.title.startswith("Esempio: ")
        assert page.live
    assert make_network(with_samples=True) == 0
