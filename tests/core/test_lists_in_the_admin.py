"""Lists of the admin and of the machine ask as much for thirty rows as for three."""

import pytest
from django.test import Client

from tests.factories import DeskFactory, OrganisationFactory, ServiceFactory, offer

FEW, MANY = 3, 30
IN_THE_ADMIN = (
    "/admin/services/",
    "/admin/desks/",
    "/admin/organisations/",
    "/admin/services/results/?q=prova",
    "/admin/reports/da-verificare/",
    "/admin/reports/sportelli-del-protocollo/",
)


def make(body, services_index, number):
    """As many sheets, desks and bodies."""
    for _ in range(number):
        sheet = ServiceFactory(parent=body, to_check="la soglia")
        offer(DeskFactory(parent=body), sheet)
        OrganisationFactory(parent=services_index)


def asked(client, url, queries):
    client.get(url)  # what is kept in the process is read
    with queries() as found:
        assert client.get(url).status_code == 200
    return len(found)


@pytest.mark.parametrize("url", IN_THE_ADMIN)
def test_lists_of_the_admin(body, services_index, admin_client, queries, url):
    make(body, services_index, FEW)
    before = asked(admin_client, url, queries)
    make(body, services_index, MANY - FEW)
    assert asked(admin_client, url, queries) <= before + 3


def test_the_sitemap(body, services_index, queries):
    make(body, services_index, FEW)
    before = asked(Client(), "/sitemap.xml", queries)
    make(body, services_index, MANY - FEW)
    assert asked(Client(), "/sitemap.xml", queries) == before
