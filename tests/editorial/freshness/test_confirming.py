"""Confirm in the admin: who may, in whose name, and what visitors read then."""

import datetime as dt

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.models import PageLogEntry
from wagtail.test.utils.form_data import querydict_from_html

from core.models import Review
from editorial.freshness.actions import confirm
from tests.factories import (
    Amount,
    DeskFactory,
    ServiceFactory,
    make_member,
    open_every_weekday,
    phone,
    restrict,
)

from .conftest import TODAY, checked, published

NOBODY_YET = "Nessuno ha ancora controllato"


def address(page):
    return reverse("confirm_in_admin", args=[page.pk])


def test_one_click_and_visitors_read_who_checked(sheet, writer, enter):
    assert NOBODY_YET in Client().get(sheet.url).text
    answer = enter(writer).post(address(sheet), follow=True)
    assert "è verificata" in answer.text
    public = Client().get(sheet.url).text
    assert "da Comune di prova" in public
    assert writer.email not in public
    assert NOBODY_YET not in public


def test_looking_confirms_nothing(sheet, writer, enter):
    answer = enter(writer).get(address(sheet))
    assert "Confermo: è ancora tutto giusto" in answer.text
    assert sheet.summary in answer.text
    assert not Review.objects.exists()


def test_a_desk_shows_its_hours_and_phones_and_no_protected_address(
    body, desk, writer, enter
):
    open_every_weekday(desk)
    phone(desk, "0372 123456")
    client = enter(writer)
    text = client.get(address(desk)).text
    assert "lunedì 09:00–12:00" in text
    assert "0372 123456" in text
    assert "Non lo sappiamo ancora" in text
    hidden = published(DeskFactory(parent=body, confidential=True))
    assert "Luogo protetto" in client.get(address(hidden)).text
    assert "Tipo di ente" in client.get(address(body)).text


def test_the_check_is_logged_once_a_day(sheet, writer):
    for _ in range(2):
        confirm(page=sheet, user=writer, on=TODAY)
    confirm(page=sheet, user=writer, on=TODAY + dt.timedelta(1))
    assert Review.objects.count() == 2
    entries = PageLogEntry.objects.filter(action="editorial.confirm", page=sheet.pk)
    assert [entry.user for entry in entries] == [writer, writer]


def test_a_person_of_another_body_confirms_nothing(sheet, foreigner, enter):
    client = enter(foreigner)
    for answer in (client.get(address(sheet)), client.post(address(sheet))):
        # Wagtail leads who may not back to the start.
        assert answer.status_code == 302
        assert answer.url == reverse("wagtailadmin_home")
    with pytest.raises(PermissionDenied):
        confirm(page=sheet, user=foreigner, on=TODAY)
    assert not Review.objects.exists()


def test_an_operator_and_a_visitor_confirm_nothing(body, sheet, enter):
    operator = make_member(body, "operator", "sportello@example.org")
    for client in (enter(operator), Client()):
        assert client.post(address(sheet)).status_code in {302, 403}
    assert not Review.objects.exists()


def test_a_draft_a_hidden_page_and_another_kind_are_not_confirmed(
    body, sheet, home, editor, enter
):
    chief = make_member(None, "administrator", "capo@example.org")
    draft = ServiceFactory(parent=body, live=False)
    for page, user in ((draft, editor), (home, chief)):
        with pytest.raises(PermissionDenied):
            confirm(page=page, user=user, on=TODAY)
    restrict(sheet)
    with pytest.raises(PermissionDenied):
        confirm(page=sheet, user=editor, on=TODAY)
    assert not Review.objects.exists()


def test_the_coordinator_speaks_for_the_comune(sheet, enter):
    coordinator = make_member(None, "coordinator", "coordina@example.org")
    assert confirm(page=sheet, user=coordinator, on=TODAY).reviewer == (
        "Comune di Cremona"
    )


def test_a_coordinator_with_a_body_speaks_for_it(other_body, sheet):
    user = make_member(other_body, "coordinator", "coordina@example.org")
    assert confirm(page=sheet, user=user, on=TODAY).reviewer == other_body.title


def test_a_body_confirms_its_own_page(body, writer, enter):
    enter(writer).post(address(body))
    assert Review.objects.get().page_id == body.pk
    assert "da Comune di prova" in Client().get(body.url).text


def test_an_expired_amount_stays_hidden_and_the_page_says_so(sheet, writer, enter):
    yesterday = timezone.localdate() - dt.timedelta(1)
    type(sheet).objects.update(cost="<p>Poco.</p>")
    Amount.objects.create(
        page=sheet, label="Soglia", value=77, source="x", valid_until=yesterday
    )
    client = enter(writer)
    assert "la conferma non li rinnova" in client.get(address(sheet)).text
    answer = client.post(address(sheet), follow=True)
    assert "Gli importi scaduti restano" in answer.text
    public = Client().get(sheet.url).text
    assert "In aggiornamento" in public
    assert "77 euro" not in public


@pytest.mark.parametrize("bad", ["https://evil.example/", "//evil.example"])
def test_it_leads_nowhere_else(sheet, writer, enter, bad):
    answer = enter(writer).post(address(sheet), {"next": bad})
    assert answer.url == reverse("wagtailadmin_pages:edit", args=[sheet.pk])


@pytest.mark.parametrize("following", ["boh", "9" * 20, "{}", "a\0b"])
def test_what_is_no_address_is_no_fault(sheet, writer, enter, following):
    answer = enter(writer).post(address(sheet), {"next": following})
    assert answer.status_code == 302


def test_it_goes_back_to_where_it_was_asked(sheet, writer, enter):
    following = reverse("wagtailadmin_home")
    answer = enter(writer).post(address(sheet), {"next": following})
    assert answer.url == following


def test_the_menus_offer_it_to_who_may(body, sheet, writer, foreigner, enter):
    explorer = reverse("wagtailadmin_explore", args=[body.pk])
    edit = reverse("wagtailadmin_pages:edit", args=[sheet.pk])
    mine = enter(writer)
    assert address(sheet) in mine.get(explorer).text
    assert address(sheet) in mine.get(edit).text
    assert address(sheet) not in enter(foreigner).get(explorer, follow=True).text


def test_whoever_publishes_is_asked(sheet, editor, enter):
    client = enter(editor)
    edit = reverse("wagtailadmin_pages:edit", args=[sheet.pk])
    data = querydict_from_html(client.get(edit).text, form_id="page-edit-form")
    data["action-publish"] = "1"
    answer = client.post(edit, data, follow=True)
    assert "Hai riletto tutta la pagina" in answer.text


@pytest.mark.parametrize(
    ("age", "amount", "is_told"),
    [(80, False, False), (170, False, False), (190, False, True), (100, True, True)],
)
def test_visitors_are_told_what_is_overdue(sheet, age, amount, is_told):
    if amount:
        Amount.objects.create(page=sheet, label="x", value=1, source="y")
    checked(sheet, timezone.localdate() - dt.timedelta(age))
    assert ("Da verificare." in Client().get(sheet.url).text) is is_told


def test_a_body_that_was_not_checked_for_long_says_so(body):
    checked(published(body), timezone.localdate() - dt.timedelta(200))
    assert "Da verificare." in Client().get(body.url).text
