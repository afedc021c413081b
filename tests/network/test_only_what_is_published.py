"""Whoever reads the network reads what is published: what binds bodies follows from it."""

from __future__ import annotations

import pytest

from network import reading
from network.models import AgreementIndexPage, NetworkBodyPage, PracticeIndexPage
from network.practices import reading as practices_reading
from tests.factories import OrganisationFactory, ServiceFactory


@pytest.fixture
def shown(agree, body):
    return agree("Pubblicato", parties=[{"name": "Comune", "organisation": body}])


@pytest.fixture
def hidden(agree, shown, body):
    """A draft that follows the published one."""
    parties = [{"name": "Comune", "organisation": body}]
    return agree("Bozza", live=False, predecessor=shown, parties=parties)


def test_an_agreement_that_is_a_draft_is_no_agreement(shown, hidden, body):
    assert reading.all_agreements() == [shown]
    assert reading.agreements_of(body) == [shown]
    assert reading.agreement_named(shown.pk) == shown
    assert reading.agreement_named(hidden.pk) is None
    assert reading.line_of(shown) == (None, [])
    assert reading.line_of(hidden) == (shown, [])


def test_taken_down_it_is_none_any_more(shown):
    shown.unpublish()
    assert reading.all_agreements() == []


def test_bodies_of_the_network_and_lists_are_shown_while_published(
    shown, sit, practices, agreements
):
    body = sit("Cabina", agreement=shown)
    PracticeIndexPage.objects.update(agreement=shown)
    assert reading.bodies_under(shown) == [body]
    assert reading.all_bodies() == [body]
    assert reading.practices_beside(shown).pk == practices.pk
    assert practices_reading.the_list().pk == practices.pk
    assert reading.address_of_list() == agreements.url
    for model in (NetworkBodyPage, PracticeIndexPage, AgreementIndexPage):
        model.objects.update(live=False)
    assert reading.bodies_under(shown) == reading.all_bodies() == []
    assert reading.practices_beside(shown) is None
    assert practices_reading.the_list() is None
    assert reading.address_of_list() == ""


def test_of_pages_that_rows_name_only_the_published_are_linked(body, services_index):
    left = OrganisationFactory(parent=services_index, title="Ente chiuso", live=False)
    sheet, draft = ServiceFactory(parent=body), ServiceFactory(parent=body, live=False)

    class Row:
        def __init__(self, organisation=None, target=None):
            self.organisation_id = organisation and organisation.pk
            self.target_id = target and target.pk

    rows = [Row(body, sheet), Row(left, draft), Row()]
    assert set(reading.organisations_named_by(rows)) == {body.pk}
    assert set(reading.targets_of(rows)) == {sheet.pk}


def test_practices_that_are_drafts_are_on_no_list_and_promoted_by_nobody_hidden(
    practise, practices, body, other_body
):
    shown = practise("Mostrata", promoter=other_body)
    practise("Bozza", live=False)
    assert practices_reading.all_practices() == [shown]
    assert practices_reading.whole_practices() == [shown]
    assert practices_reading.practices_of(other_body) == [shown]
    assert practices_reading.practices_of(body) == [], "promoted by another"
    assert practices_reading.promoter_of(shown).name == other_body.title
    type(other_body).objects.filter(pk=other_body.pk).update(live=False)
    assert practices_reading.promoter_of(shown).name == ""
