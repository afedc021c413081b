"""What editors and the coordinator meet in the admin."""

import re

import pytest
from django.test import Client
from wagtail.models import Locale
from wagtail.test.utils.form_data import querydict_from_html

from core import memo
from directory.models import (
    AccessibilityFeature,
    Audience,
    Category,
    DeskAccessibility,
    DeskPage,
    Language,
    LifeEvent,
    Municipality,
    Need,
    Topic,
)
from directory.models.desk import PROTOCOL_KINDS
from tests.factories import (
    DeskFactory,
    ServiceFactory,
    fill,
    offer,
    open_every_weekday,
    phone,
)

TO_CHECK = "/admin/reports/da-verificare/"
PROTOCOL = "/admin/reports/sportelli-del-protocollo/"
WARNING = "Manca qualcosa che il protocollo promette"
MOST_QUERIES = 80
VOCABULARIES = (
    AccessibilityFeature,
    Audience,
    Category,
    Language,
    LifeEvent,
    Municipality,
    Need,
    Topic,
)


@pytest.fixture
def writer(editor):
    client = Client()
    client.force_login(editor)
    return client


@pytest.fixture
def step_free(home):
    return AccessibilityFeature.objects.create(
        code="senza-gradini", name="Si entra senza gradini"
    )


def publish(client, page):
    address = f"/admin/pages/{page.pk}/edit/"
    html = client.get(address).content.decode()
    data = querydict_from_html(html, form_id="page-edit-form").copy()
    data["action-publish"] = "1"
    answer = client.post(address, data, follow=True)
    assert answer.redirect_chain, answer.context["form"].errors
    return answer.content.decode()


# --- desks of the protocol ---------------------------------------------------------


def complete(desk, feature, *, is_present=True, hours="lun-ven 9-12"):
    DeskAccessibility.objects.create(page=desk, feature=feature, is_present=is_present)
    phone(desk, hours=hours)
    return DeskPage.objects.get(pk=desk.pk)


def test_publishing_a_desk_of_the_protocol_asks_for_what_is_missing(body, writer):
    assert WARNING in publish(writer, DeskFactory(parent=body))


def test_a_complete_desk_or_another_one_is_asked_for_nothing(body, writer, step_free):
    desk = complete(DeskFactory(parent=body), step_free)
    assert WARNING not in publish(writer, desk)
    assert WARNING not in publish(writer, DeskFactory(parent=body, kind="caf"))
    assert WARNING not in publish(writer, ServiceFactory(parent=body))


@pytest.mark.parametrize(
    ("is_present", "hours", "is_listed"),
    [
        (True, "lun-ven 9-12", False),
        (False, "lun-ven 9-12", False),
        (None, "lun-ven 9-12", True),
        (True, "", True),
    ],
)
def test_what_the_protocol_asks_is_listed_for_the_coordinator(
    body, step_free, is_present, hours, is_listed
):
    desk = DeskFactory(parent=body)
    complete(desk, step_free, is_present=is_present, hours=hours)
    lacking = DeskPage.objects.lacking_protocol_facts(PROTOCOL_KINDS)
    assert lacking.filter(pk=desk.pk).exists() is is_listed


def test_the_desk_s_page_says_what_is_not_known(body, step_free):
    html = Client().get(DeskFactory(parent=body).url).content.decode()
    assert "Si entra senza gradini" in html
    assert "Non lo sappiamo ancora" in html
    line = DeskFactory(parent=body, kind="linea-telefonica")
    assert "Si entra senza gradini" not in Client().get(line.url).content.decode()


# --- reports -----------------------------------------------------------------------


def test_reports_list_open_questions_and_incomplete_desks(
    body, admin_client, step_free
):
    ServiceFactory(parent=body, title="Da guardare", to_check="La soglia 2026.")
    ServiceFactory(parent=body, title="A posto")
    DeskFactory(parent=body, title="Incompleto")
    complete(DeskFactory(parent=body, title="Completo"), step_free)
    page = admin_client.get(TO_CHECK).content.decode()
    assert "Da guardare" in page
    assert "La soglia 2026." in page
    assert "A posto" not in page
    page = admin_client.get(PROTOCOL).content.decode()
    assert "Incompleto" in page
    assert "Completo</" not in page


@pytest.mark.parametrize("report", [TO_CHECK, PROTOCOL])
def test_a_report_opens_empty_as_results_and_as_a_table(home, admin_client, report):
    assert admin_client.get(report).status_code == 200
    assert admin_client.get(f"{report}results/").status_code == 200
    assert admin_client.get(f"{report}?export=csv").status_code == 200
    assert admin_client.get(f"{report}?export=xlsx").status_code == 200


def test_the_coordinator_finds_the_reports_in_the_menu(home, admin_client, writer):
    page = admin_client.get("/admin/").content.decode()
    assert TO_CHECK in page
    assert PROTOCOL in page
    assert TO_CHECK not in writer.get("/admin/").content.decode()


# --- listings and forms ------------------------------------------------------------


@pytest.mark.parametrize(
    "place",
    [
        "/admin/services/?status=active",
        "/admin/desks/?kind=caf",
        "/admin/organisations/?kind=comune",
        "/admin/services/?is_crisis=true",
    ],
)
def test_flat_listings_have_their_filters(body, writer, place):
    ServiceFactory(parent=body)
    assert writer.get(place).status_code == 200


def vocabulary(number, start=0):
    """So many terms in each vocabulary."""
    italian = Locale.objects.get(language_code="it")
    for model in VOCABULARIES:
        model.objects.bulk_create(
            model(code=f"t-{n}", name=f"Termine {n}", locale=italian)
            for n in range(start, start + number)
        )


def rows_for(page, other):
    if isinstance(page, DeskPage):
        open_every_weekday(page)
        phone(page)
        offer(page, other)
        for feature in AccessibilityFeature.objects.all()[:4]:
            DeskAccessibility.objects.create(page=page, feature=feature)
    else:
        fill(page)


@pytest.mark.parametrize("kind", ["service", "desk"])
def test_a_form_asks_as_much_for_a_long_vocabulary_as_for_a_short_one(
    body, writer, queries, kind
):
    vocabulary(4)
    other = ServiceFactory(parent=body)
    page = (ServiceFactory if kind == "service" else DeskFactory)(parent=body)
    rows_for(page, other)
    address = f"/admin/pages/{page.pk}/edit/"

    def count():
        writer.get(address)
        with queries() as found:
            assert writer.get(address).status_code == 200
        return len(found)

    few = count()
    vocabulary(36, start=4)
    memo.forget()
    many = count()
    assert many == few
    assert many <= MOST_QUERIES


@pytest.mark.parametrize("kind", ["servicepage", "deskpage"])
def test_the_form_of_a_new_page_opens(body, writer, kind):
    answer = writer.get(f"/admin/pages/add/directory/{kind}/{body.pk}/")
    assert answer.status_code == 200


def test_the_form_speaks_the_words_of_the_counter(body, writer):
    sheet = ServiceFactory(parent=body)
    html = writer.get(f"/admin/pages/{sheet.pk}/edit/").content.decode()
    for words in (
        "A chi è rivolto",
        "Come fare",
        "Se chiedi per un",
        "Parole del cittadino",
        "mai il nome di chi ci lavora",
    ):
        assert words.lower() in html.lower()


def rows(sheet):
    """The rows of the sheet's lists, but for the marks that the rich text editor leaves."""
    found = []
    for name in ("steps", "documents", "amounts", "deadlines"):
        for row in getattr(sheet, name).values():
            row.pop("sort_order")
            found.append(re.sub(r' data-block-key="\w+"', "", str(row)))
    return found


def test_a_form_sent_back_untouched_changes_nothing(body, writer):
    sheet = fill(ServiceFactory(parent=body, complete=True))
    before = rows(sheet)
    publish(writer, sheet)
    sheet = type(sheet).objects.get(pk=sheet.pk)
    assert rows(sheet) == before
    assert len(before) == 4
    assert [need.code for need in sheet.needs.all()] == ["soldi"]
