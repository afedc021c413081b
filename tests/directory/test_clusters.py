"""Child rows read in one query are those that the plain relations give."""

import datetime as dt
from decimal import Decimal

import pytest
from django.test import Client
from wagtail.models import Locale
from wagtail.test.utils.form_data import querydict_from_html

from directory.clusters import attach_children
from directory.models import (
    AccessibilityFeature,
    Amount,
    DatedRule,
    Deadline,
    DeskAccessibility,
    DeskClosure,
    DeskHours,
    DeskPage,
    Language,
    LifeEvent,
    Need,
    OrganisationPage,
    OrganisationPhone,
    RelatedService,
    ServicePage,
    ServiceStep,
)
from directory.reading import DESK_CHILDREN, SERVICE_CHILDREN
from tests.factories import (
    DeskFactory,
    MunicipalityFactory,
    NeedFactory,
    ServiceFactory,
    fill,
    offer,
    open_every_weekday,
    phone,
)

DAY = dt.date(2026, 3, 1)
SKIPPED = {"translation_key", "locale_id"}


@pytest.fixture
def sheet(body):
    page = fill(ServiceFactory(parent=body, complete=True))
    for value in ("0.05", "1015.50", "9999999999.99"):
        Amount.objects.create(
            page=page, label=value, value=value, source="x", checked_on=DAY
        )
    Deadline.objects.create(page=page, title="Bando", kind="call", opens_on=DAY)
    DatedRule.objects.create(page=page, title="è «così»", text="<p>\\n'</p>")
    for order, title in ((2, "secondo"), (1, "primo"), (0, "in testa")):
        ServiceStep.objects.create(page=page, title=title, sort_order=order)
    RelatedService.objects.create(
        page=page, service=ServiceFactory(parent=body), is_prerequisite=True
    )
    page.life_events.add(LifeEvent.objects.create(code="lutto", name="Lutto"))
    page.municipalities.add(MunicipalityFactory())
    page.needs.add(NeedFactory(code="casa", position=9), NeedFactory(code="abito"))
    page.save()
    return page


@pytest.fixture
def desk(body, sheet):
    page = DeskFactory(parent=body, placed=True)
    open_every_weekday(page)
    DeskHours.objects.create(
        page=page,
        sort_order=5,
        weekday=5,
        opens=dt.time(8, 30),
        closes=dt.time(0),
        week_of_month=-1,
        valid_from=DAY,
        valid_until=DAY,
        repeats_yearly=True,
        by_appointment=True,
    )
    DeskClosure.objects.create(page=page, starts_on=DAY, ends_on=DAY, reason="ferie")
    phone(page, label="Centralino")
    feature = AccessibilityFeature.objects.create(code="rampa", name="Rampa")
    DeskAccessibility.objects.create(page=page, feature=feature, is_present=None)
    offer(page, sheet, cost="5 euro")
    page.languages.add(Language.objects.create(code="ar", name="Arabo"))
    page.save()
    return page


def values(rows):
    return [
        {
            f.attname: getattr(row, f.attname)
            for f in row._meta.concrete_fields
            if f.attname not in SKIPPED
        }
        for row in rows
    ]


@pytest.mark.parametrize("name", SERVICE_CHILDREN)
def test_a_sheet_s_rows_are_those_of_the_relation(sheet, name):
    same_as_plain(ServicePage, sheet, SERVICE_CHILDREN, name)


@pytest.mark.parametrize("name", DESK_CHILDREN)
def test_a_desk_s_rows_are_those_of_the_relation(desk, name):
    same_as_plain(DeskPage, desk, DESK_CHILDREN, name)


def same_as_plain(model, page, names, name):
    plain = model.objects.get(pk=page.pk)
    expected = values(getattr(plain, name).all())
    assert expected, "the sample has a row of each kind"
    read = model.objects.get(pk=page.pk)
    attach_children([read], names)
    rows = list(getattr(read, name).all())
    assert values(rows) == expected
    assert [type(row) for row in rows] == [type(r) for r in getattr(plain, name).all()]
    if hasattr(rows[0], "page_id"):
        assert all(row.page is read for row in rows)
    for row in rows:
        for field in row._meta.concrete_fields:
            if isinstance(expected[0].get(field.attname), Decimal):
                assert isinstance(getattr(row, field.attname), Decimal)


def test_many_pages_take_one_query_and_each_gets_its_own_rows(body, queries):
    bodies = [body, OrganisationPage.objects.get(pk=body.pk)]
    pages = [DeskFactory(parent=body) for _ in range(3)]
    for number, page in enumerate(pages):
        for n in range(number):
            phone(page, number=f"0372 12345{n}")
    pages = list(DeskPage.objects.order_by("pk"))
    with queries() as found:
        attach_children(pages, ["phones", "hours"])
        counts = [len(page.phones.all()) for page in pages]
    assert counts == [0, 1, 2]
    assert len(found) == 1
    OrganisationPhone.objects.create(page=body, number="0372 123456")
    attach_children(bodies, ["phones"])
    assert [len(b.phones.all()) for b in bodies] == [1, 1]


def test_no_page_asks_nothing(db, queries):
    with queries() as found:
        attach_children([], SERVICE_CHILDREN)
    assert len(found) == 0


def test_a_draft_s_rows_win(sheet):
    draft = ServicePage.objects.get(pk=sheet.pk)
    draft.steps = [ServiceStep(title="solo in bozza")]
    draft.documents = []
    draft.needs = [Need.objects.get(code="casa")]
    attach_children([draft], SERVICE_CHILDREN)
    assert [step.title for step in draft.steps.all()] == ["solo in bozza"]
    assert list(draft.documents.all()) == []
    assert [need.code for need in draft.needs.all()] == ["casa"]
    assert len(draft.amounts.all()) == 4


def test_a_revision_is_read_as_it_was_written(sheet):
    sheet.steps = [ServiceStep(title="della bozza", sort_order=0)]
    revision = sheet.save_revision()
    draft = revision.as_object()
    attach_children([draft], SERVICE_CHILDREN)
    assert [step.title for step in draft.steps.all()] == ["della bozza"]
    public = ServicePage.objects.get(pk=sheet.pk)
    attach_children([public], SERVICE_CHILDREN)
    assert len(public.steps.all()) == 4


def test_a_term_that_another_process_made_is_found(sheet):
    attach_children([ServicePage.objects.get(pk=sheet.pk)], ["needs"])
    # Written past the signals, as by another process.
    italian = Locale.objects.get(language_code="it")
    Need.objects.bulk_create([Need(code="nuovo", name="Nuovo", locale=italian)])
    sheet = ServicePage.objects.get(pk=sheet.pk)
    sheet.needs.add(Need.objects.get(code="nuovo"))
    sheet.save()
    assert Client().get(sheet.url).status_code == 200
    assert "Nuovo" in Client().get(sheet.url).content.decode()


@pytest.mark.parametrize("kind", ["servicepage", "deskpage", "organisationpage"])
def test_a_page_that_is_not_there_yet_can_be_previewed(
    body, services_index, admin_client, kind
):
    parent = services_index if kind == "organisationpage" else body
    add = f"/admin/pages/add/directory/{kind}/{parent.pk}/"
    html = admin_client.get(add).content.decode()
    data = querydict_from_html(html, form_id="page-edit-form").copy()
    for name, value in {
        "title": "Mai salvata",
        "slug": "mai-salvata",
        "summary": "Breve.",
        "kind": "caf",
    }.items():
        data[name] = value
    shown = admin_client.post(f"{add}preview/", data).json()
    assert shown["is_valid"], shown
    page = admin_client.get(f"{add}preview/")
    assert page.status_code == 200
    assert "Mai salvata" in page.content.decode()
    assert not OrganisationPage.objects.filter(slug="mai-salvata").exists()


PLACES = (None, 3, 0, None, 3, 1)


def test_rows_stand_in_one_order_on_every_database_and_in_drafts(body):
    page = ServiceFactory(parent=body)
    for number, place in enumerate(PLACES):
        ServiceStep.objects.create(page=page, title=str(number), sort_order=place)
    expected = ["0", "3", "2", "5", "1", "4"]
    plain = ServicePage.objects.get(pk=page.pk)
    assert [row.title for row in plain.steps.all()] == expected
    read = ServicePage.objects.get(pk=page.pk)
    attach_children([read], ["steps"])
    assert [row.title for row in read.steps.all()] == expected
    draft = plain.save_revision().as_object()
    assert [row.title for row in draft.steps.all()] == expected
    assert [row.title for row in ServiceStep.objects.all()] == expected
