"""An agreement is found, and never above those who help."""

import pytest

from search.find import find
from search.request import SearchRequest
from tests.factories import DeskFactory, OrganisationFactory


@pytest.fixture
def indexed(django_capture_on_commit_callbacks):
    """What is saved within is found afterwards."""
    return lambda: django_capture_on_commit_callbacks(execute=True)


def titles(text):
    return [hit.title for hit in find(SearchRequest(text)).hits]


def test_of_those_that_answer_alike_the_desk_comes_first(
    agree, indexed, services_index
):
    with indexed():
        agree("Sportello Sociale", parties=[{"name": "CISL"}])
        body = OrganisationFactory(parent=services_index, title="Ente")
        DeskFactory(parent=body, title="Sportello Sociale di via Mantova e dintorni")
    found = titles("sportello sociale")
    assert found == ["Sportello Sociale di via Mantova e dintorni", "Sportello Sociale"]


def test_an_agreement_is_found_by_party_and_duty(agree, indexed):
    with indexed():
        agree(
            "Accordo di prova",
            parties=[{"name": "Confcooperative"}],
            duties=[{"code": "uno", "text": "formare gli operatori;"}],
        )
    assert titles("confcooperative") == ["Accordo di prova"]
    assert titles("formare operatori") == ["Accordo di prova"]
