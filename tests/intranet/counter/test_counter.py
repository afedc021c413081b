"""The orientation sheet at the counter: the visitors' builder, inside the restricted part."""

import pytest
from django.test import Client

from directory.handout import finding
from tests.factories import ServiceFactory
from tests.intranet.conftest import client_of

pytestmark = pytest.mark.django_db
PATH = "/intranet/foglio/"


@pytest.fixture
def sheet(body, monkeypatch):
    """A service that is found by any word."""
    page = ServiceFactory(parent=body, title="Aiuto per la spesa")
    found = finding.Found(page.short_code, page.title, page.url, "Servizio")
    monkeypatch.setattr(finding, "_finders", [lambda text: [found]])
    return page


def test_an_operator_types_at_once_and_stays_here(operator):
    answer = client_of(operator).get(PATH)
    text = answer.content.decode()
    assert f'data-home="{PATH}"' in text
    assert f'name="ritorno" value="{PATH}"' in text
    assert text.count(" autofocus") == 1
    assert 'id="cerca-riservata"' not in text
    assert "no-store" in answer.headers["Cache-Control"]


def test_what_is_found_is_read_before_more_is_typed(operator, sheet):
    text = client_of(operator).get(PATH, {"q": "spesa"}).content.decode()
    assert f'data-list-add="{sheet.short_code}"' in text
    assert " autofocus" not in text


def test_it_asks_little(operator, sheet, queries):
    client = client_of(operator)
    client.get(PATH, {"q": "spesa"})
    with queries() as found:
        client.get(PATH, {"q": "spesa"})
    assert len(found) <= 20


def test_a_visitor_is_led_to_the_door(operator):
    answer = Client().get(PATH)
    assert answer.status_code == 302
    assert b"data-list-builder" not in answer.content
