"""Lists of the admin and of the machine ask as much for thirty rows as for three."""

from io import BytesIO

import pytest
from django.test import Client
from openpyxl import load_workbook

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


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_what_leaves_as_a_table_is_no_formula(body, admin_client, form):
    title = '=HYPERLINK("https://x.example")'
    ServiceFactory(parent=body, title=title, to_check="@SUM(A1)")
    answer = admin_client.get(f"/admin/reports/da-verificare/?export={form}")
    data = answer.getvalue()
    if form == "csv":
        assert b"'=HYPERLINK" in data
        assert b"'@SUM" in data
        return
    cells = [cell for row in load_workbook(BytesIO(data)).active for cell in row]
    assert title in [cell.value for cell in cells]
    assert {cell.data_type for cell in cells} & {"f"} == set()
