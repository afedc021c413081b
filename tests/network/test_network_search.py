"""An agreement is found, and never above those who help."""

import re

import pytest

from search.find import find
from search.request import SearchRequest
from tests.factories import (
    AudienceFactory,
    DeskFactory,
    MunicipalityFactory,
    OrganisationFactory,
    ServiceFactory,
)


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


def test_agreements_bodies_and_practices_are_a_kind_of_their_own(
    agree, sit, practise, practices, indexed, client
):
    with indexed():
        agree("Protocollo sul lavoro")
        sit("Cabina sul lavoro")
        practise("Tirocini per il lavoro")
        ServiceFactory(parent=practise("Altra").get_parent(), title="Lavoro")
    result = find(SearchRequest("lavoro"))
    counts = {count.code: count.count for count in result.facets["tipo"]}
    assert counts == {"service": 1, "network": 3}
    html = client.get("/cerca/?q=lavoro").content.decode()
    assert re.search(r"Accordi e rete\s*<[^>]*>\s*\(?3", html)
    only = client.get("/cerca/?q=lavoro&tipo=rete").content.decode()
    main = only.split("<main", 1)[1].split("</main>")[0]
    assert main.count('class="it-card result"') == 3
    assert main.count('<p class="result-kind"><span>Accordi e rete</span>') == 3


def test_a_practice_is_found_by_who_promotes_it_for_whom_and_where(
    practise, practices, indexed
):
    with indexed():
        practise(
            "Primo passo",
            audiences=[AudienceFactory(code="giovani")],
            municipalities=[MunicipalityFactory()],
            partners=[{"name": "Confcooperative"}],
            results="<p>Hanno imparato a cucire.</p>",
        )
        practise("Ovunque")
    for words in ("confcooperative", "cucire", "comune di prova"):
        assert "Primo passo" in titles(words), words
    for filters, found in (
        ({"per": ("giovani",)}, {"Primo passo"}),
        ({"comune": ("cremona",)}, {"Primo passo", "Ovunque"}),
        ({"comune": ("crema",)}, {"Ovunque"}),
    ):
        hits = find(SearchRequest("", kinds=("network",), filters=filters)).hits
        assert {hit.title for hit in hits} == found


def test_what_helps_stands_above_a_practice(practise, practices, body, indexed):
    with indexed():
        practise("Orto")
        DeskFactory(parent=body, title="Orto sociale di via Mantova")
    assert titles("orto") == ["Orto sociale di via Mantova", "Orto"]
