"""Every page of the directory is shown, full and empty, with few queries."""

import pytest
from django.test import Client

from directory.models import DeskIndexPage, ServiceIndexPage
from tests.factories import (
    DeskFactory,
    OrganisationFactory,
    ServiceFactory,
    fill,
    offer,
    open_every_weekday,
    phone,
)


@pytest.fixture
def services_index(home):
    return ServiceIndexPage.objects.get()


@pytest.fixture
def body(services_index):
    return OrganisationFactory(parent=services_index, title="Comune di prova")


def make_sheet(body, desks=2):
    service = fill(ServiceFactory(parent=body, complete=True))
    for _ in range(desks):
        desk = DeskFactory(parent=body, placed=True)
        open_every_weekday(desk)
        phone(desk)
        offer(desk, service)
    return service


def get(page, client=None):
    return (client or Client()).get(page.url)


def test_a_full_sheet_has_every_hook_of_the_national_model(body):
    page = get(make_sheet(body)).content.decode()
    for hook in (
        "service-title",
        "service-status",
        "service-description",
        "service-addressed",
        "service-how-to",
        "service-needed",
        "service-achieved",
        "service-calendar-text",
        "service-calendar-list",
        "service-cost",
        "service-generic-access",
        "service-file",
        "service-area",
        "service-topic",
        "page-index",
        "breadcrumb",
        "metatag",
        "appointment-booking",
    ):
        assert f'data-element="{hook}"' in page, hook


def test_an_empty_sheet_is_shown_and_says_what_is_not_known(body):
    response = get(ServiceFactory(parent=body))
    assert response.status_code == 200
    assert "Non sappiamo ancora quale sportello" in response.content.decode()


@pytest.mark.parametrize(
    "kind", ["service", "desk", "organisation", "services", "desks"]
)
def test_queries_stay_the_same_for_ten_times_the_rows(body, queries, kind, home):
    limits = {
        "service": 12,
        "desk": 12,
        "organisation": 15,
        "services": 15,
        "desks": 15,
    }
    service = make_sheet(body, desks=2)
    pages = {
        "service": service,
        "desk": service.desk_rows.first().page,
        "organisation": body,
        "services": ServiceIndexPage.objects.get(),
        "desks": DeskIndexPage.objects.get(),
    }
    few = count(pages[kind], queries)
    for _ in range(18):
        desk = DeskFactory(parent=body, placed=True)
        open_every_weekday(desk)
        offer(desk, service)
        ServiceFactory(parent=body)
    assert count(pages[kind], queries) == few
    assert few <= limits[kind]


def count(page, queries):
    get(page)
    with queries() as found:
        assert get(page).status_code == 200
    return len(found)
