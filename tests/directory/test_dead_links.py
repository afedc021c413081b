"""A body or a sheet that is not public is not named on a public one."""

import pytest
from django.test import Client

from tests.factories import OrganisationFactory, ServiceFactory


@pytest.fixture
def hidden(services_index):
    return OrganisationFactory(parent=services_index, title="Ente in bozza", live=False)


def body_of(page):
    return Client().get(page.url).content.decode()


@pytest.mark.parametrize("role", ["owner_body", "manager_body"])
def test_a_draft_body_does_not_answer_for_a_sheet(body, hidden, role):
    assert hidden.title not in body_of(ServiceFactory(parent=body, **{role: hidden}))


def test_a_draft_body_is_nobodys_parent(services_index, hidden):
    branch = OrganisationFactory(parent=services_index, parent_body=hidden)
    assert hidden.title not in body_of(branch)


def test_a_draft_sheet_replaces_nothing(body):
    draft = ServiceFactory(parent=body, title="Scheda in bozza", live=False)
    old = ServiceFactory(parent=body, suspended=True, replaced_by=draft)
    assert draft.title not in body_of(old)


def test_a_published_sheet_is_named_in_its_place(body):
    new = ServiceFactory(parent=body, title="Scheda nuova")
    old = ServiceFactory(parent=body, suspended=True, replaced_by=new)
    assert new.title in body_of(old)
