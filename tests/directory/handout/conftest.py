"""Things to put on a list."""

import pytest
from django.test import Client

from directory.models import RequiredDocument
from tests.factories import (
    DeskFactory,
    ServiceFactory,
    fill,
    offer,
    open_every_weekday,
    phone,
)

# How a browser says that a page of the site itself sends a form.
OWN = {"Sec-Fetch-Site": "same-origin"}
PARTS = ["dove", "orari", "telefono", "portare", "costo", "come"]


@pytest.fixture
def desk(body):
    """A desk with hours that nobody checked, and a phone."""
    page = DeskFactory(parent=body, placed=True, title="Sportello in piazza")
    open_every_weekday(page)
    phone(page, "0372 123456", label="Centralino")
    return page


@pytest.fixture
def sheet(body, desk):
    """A full sheet that the desk helps with."""
    page = fill(ServiceFactory(parent=body, complete=True, title="Aiuto per la spesa"))
    RequiredDocument.objects.create(
        page=page, name="Attestazione ISEE", condition="solo se hai reddito"
    )
    offer(desk, page, bring="la tessera", note="Solo al mattino.")
    return page


@pytest.fixture
def secret(body):
    """What paper must not tell: a service and a protected place."""
    service = ServiceFactory(
        parent=body,
        title="Centro contro la violenza",
        summary="Per chi ha paura.",
        crisis=True,
        is_discreet=True,
    )
    place = DeskFactory(parent=body, title="Casa protetta", is_confidential=True)
    phone(place, "0372 654321", label="Pronto intervento")
    return service, place


@pytest.fixture
def indexed(django_capture_on_commit_callbacks):
    """What is saved inside can be searched afterwards."""
    return lambda: django_capture_on_commit_callbacks(execute=True)


@pytest.fixture
def send():
    """Sends a form of the list's pages as the browser would."""

    def answer(name, pages, *, headers=OWN, **sent):
        codes = [page if isinstance(page, str) else page.short_code for page in pages]
        data = {"lista": "-".join(codes), "scelte": "si", "cosa": PARTS} | sent
        path = f"/la-mia-lista/{name}/"
        return Client().post(path, data, headers=headers)

    return answer


def text_of(answer):
    assert answer.status_code == 200
    return answer.content.decode()
