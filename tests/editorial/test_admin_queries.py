"""The admin asks the database as much for many sheets, bodies and rows as for few."""

import pytest
from wagtail.models import Locale

from directory.models import (
    Amount,
    DeskPage,
    LegalSource,
    RequiredDocument,
    ServicePage,
    ServiceStep,
)
from tests.factories import (
    DeskFactory,
    OrganisationFactory,
    ServiceFactory,
    fill,
    offer,
    open_every_weekday,
    phone,
)

EXPLORER = 40
FORM = 80


@pytest.fixture
def client(writer, login):
    return login(writer)


@pytest.fixture
def count(client, queries):
    def counted(url):
        client.get(url)
        with queries() as found:
            assert client.get(url).status_code == 200
        return len(found)

    return counted


def more_rows(sheet, number):
    """So many rows in each of the sheet's lists."""
    italian = Locale.objects.get(language_code="it")
    for model, facts in (
        (ServiceStep, {"title": "Chiedi", "text": "<p>Di persona.</p>"}),
        (RequiredDocument, {"name": "Documento"}),
        (LegalSource, {"title": "Legge"}),
        (Amount, {"label": "Soglia", "value": "1", "source": "D.M."}),
    ):
        model.objects.bulk_create(
            model(page=sheet, locale=italian, sort_order=place, **facts)
            for place in range(number)
        )


@pytest.mark.parametrize("place", ["explorer", "services", "search"])
def test_lists_of_pages(body, count, place):
    url = {
        "explorer": f"/admin/pages/{body.pk}/",
        "services": "/admin/services/",
        "search": "/admin/pages/search/?q=servizio",
    }[place]
    for _ in range(2):
        ServiceFactory(parent=body)
    few = count(url)
    for _ in range(18):
        ServiceFactory(parent=body)
        OrganisationFactory(parent=body.get_parent())
    assert count(url) == few
    assert few <= EXPLORER


def test_the_form_of_a_full_sheet(body, count):
    sheet = fill(ServiceFactory(parent=body, complete=True))
    more_rows(sheet, 1)
    url = f"/admin/pages/{sheet.pk}/edit/"
    few = count(url)
    more_rows(sheet, 18)
    for _ in range(10):
        OrganisationFactory(parent=body.get_parent())
    assert count(url) == few
    assert few <= FORM
    ServicePage.objects.get(pk=sheet.pk).save_revision()
    ServicePage.objects.get(pk=sheet.pk).save_revision()
    draft = count(url)
    more_rows(sheet, 10)
    ServicePage.objects.get(pk=sheet.pk).save_revision()
    assert count(url) == draft
    assert draft <= FORM


def test_the_form_of_a_desk(body, count):
    desk = DeskFactory(parent=body)
    open_every_weekday(desk)
    phone(desk)
    url = f"/admin/pages/{desk.pk}/edit/"
    few = count(url)
    for opens in range(13, 19):
        open_every_weekday(desk, opens, opens + 1)
    assert count(url) == few
    assert few <= FORM


def test_a_draft_s_row_whose_service_is_gone_is_left_out(body, count):
    desk = DeskFactory(parent=body)
    kept, gone = ServiceFactory(parent=body), ServiceFactory(parent=body)
    offer(desk, kept)
    offer(desk, gone)
    desk = DeskPage.objects.get(pk=desk.pk)
    desk.save_revision()
    gone.delete()
    sheet = ServiceFactory(parent=body, replaced_by=ServiceFactory(parent=body))
    sheet.save_revision()
    sheet.replaced_by.delete()
    sheet = ServicePage.objects.get(pk=sheet.pk)
    assert sheet.get_latest_revision_as_object().replaced_by_id is None
    draft = DeskPage.objects.get(pk=desk.pk).get_latest_revision_as_object()
    assert [row.service_id for row in draft.services.all()] == [kept.pk]
    assert count(f"/admin/pages/{desk.pk}/edit/") <= FORM
