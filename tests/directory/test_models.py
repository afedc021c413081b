"""What the models refuse: in the form with words, in the database in any case."""

import datetime as dt
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from wagtail.test.utils.form_data import querydict_from_html

from directory.groupings import GROUPINGS
from directory.models import (
    AccessibilityFeature,
    Amount,
    DatedRule,
    Deadline,
    DeskAccessibility,
    DeskClosure,
    DeskHours,
    DeskPhone,
    DeskService,
    LegalSource,
    Need,
    OrganisationPage,
    Provenance,
    RelatedService,
    RequiredDocument,
    ServicePage,
    ServiceStep,
)
from directory.models.desk import ADDRESS_FIELDS
from tests.factories import (
    DeskFactory,
    MunicipalityFactory,
    NeedFactory,
    OrganisationFactory,
    ServiceFactory,
    offer,
)

DAY = dt.date(2026, 3, 1)
BEFORE = dt.date(2026, 2, 28)
NINE, TEN = dt.time(9), dt.time(10)


@pytest.fixture
def sheet(body):
    return ServiceFactory(parent=body)


@pytest.fixture
def desk(body):
    return DeskFactory(parent=body)


def refused(instance, field=None):
    """The instance is refused by `full_clean` (by `field`, if given)."""
    with pytest.raises(ValidationError) as caught:
        instance.full_clean()
    if field:
        assert field in caught.value.message_dict
    return str(caught.value)


def refused_by_database(instance):
    with pytest.raises(IntegrityError), transaction.atomic():
        # `save` of a page checks first: here the database alone is asked.
        type(instance).objects.filter(pk=instance.pk).update(
            **{
                field.attname: getattr(instance, field.attname)
                for field in instance._meta.local_concrete_fields
                if not field.primary_key
            }
        )


# --- services ----------------------------------------------------------------------


@pytest.mark.parametrize(
    "wrong",
    [
        {"status": "suspended"},
        {"status": "closed"},
        {"is_crisis": True},
        {"min_age": Decimal("18"), "max_age": Decimal("17.5")},
    ],
    ids=str,
)
def test_a_sheet_that_contradicts_itself_is_refused_in_both_places(sheet, wrong):
    for name, value in wrong.items():
        setattr(sheet, name, value)
    refused(sheet)
    refused_by_database(sheet)


@pytest.mark.parametrize(
    "right",
    [
        {"status": "suspended", "status_reason": "Mancano i fondi."},
        {"is_crisis": True, "crisis_phone": "1522"},
        {"min_age": Decimal("0.25"), "max_age": Decimal("0.25")},
        {"min_age": None, "max_age": Decimal("3")},
        {"changes_in_month": 12},
    ],
    ids=str,
)
def test_a_sheet_that_agrees_with_itself_is_kept(sheet, right):
    for name, value in right.items():
        setattr(sheet, name, value)
    sheet.save()


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("changes_in_month", 0),
        ("changes_in_month", 13),
        ("min_age", Decimal("-1")),
        ("max_age", Decimal("121")),
        ("crisis_phone", "chiama"),
        ("contact_phone", "12"),
        ("contact_email", "a@"),
        ("online_url", "javascript:alert(1)"),
        ("summary", ""),
        ("summary", "x" * 256),
        ("status", "boh"),
    ],
)
def test_a_field_of_a_sheet_says_what_is_wrong_with_it(sheet, field, value):
    setattr(sheet, field, value)
    refused(sheet, field)


def test_a_sheet_does_not_replace_itself(sheet):
    sheet.replaced_by = sheet
    refused(sheet, "replaced_by")


def test_citizen_s_words_are_one_a_line(sheet):
    sheet.citizen_words = " badante \n\n  una mano\r\n"
    assert sheet.words == ("badante", "una mano")


def test_a_notice_is_shown_from_its_first_to_its_last_day(sheet):
    sheet.notice = "Chiuso."
    assert sheet.notice_on(DAY) == "Chiuso."
    sheet.notice_from = sheet.notice_until = DAY
    assert sheet.notice_on(DAY) == "Chiuso."
    assert sheet.notice_on(BEFORE) == ""
    assert sheet.notice_on(DAY + dt.timedelta(1)) == ""


def test_conditions_lead_to_the_document_the_law_or_the_general_ones(sheet):
    assert sheet.terms_link == ("Condizioni generali", "/condizioni-di-servizio/")
    sheet.terms_label, sheet.terms_url = "Regolamento", "https://example.org/"
    assert sheet.terms_link == ("Regolamento", "https://example.org/")
    from core.models import CustomDocument

    sheet.terms_document = CustomDocument(title="Bando", file="documents/b.pdf")
    sheet.terms_document.pk = 7
    label, address = sheet.terms_link
    assert label == "Bando"
    assert address.startswith("/documenti/7/")


def test_the_line_to_call_is_told_on_cards(sheet):
    assert sheet.crisis_line == ""
    sheet.crisis_phone = "800290290"
    assert sheet.crisis_line == "Chiama 800 290 290"


# --- desks -------------------------------------------------------------------------


PLACED = {
    "street": "Via Mantova 25",
    "postal_code": "26100",
    "directions": "<p>Suona al secondo.</p>",
    "latitude": Decimal("45.13"),
    "longitude": Decimal("10.02"),
}


@pytest.mark.parametrize("field", ADDRESS_FIELDS)
def test_of_a_protected_place_no_address_is_kept(desk, field):
    desk.is_confidential = True
    if field in {"latitude", "longitude"}:
        desk.latitude, desk.longitude = PLACED["latitude"], PLACED["longitude"]
    elif field == "municipality":
        desk.municipality = MunicipalityFactory()
    else:
        setattr(desk, field, PLACED[field])
    assert "luogo protetto" in refused(desk, field)
    refused_by_database(desk)


def test_a_protected_place_without_address_is_kept(body):
    desk = DeskFactory(parent=body, confidential=True)
    desk.full_clean()
    assert desk.address_line == ""


@pytest.mark.parametrize("field", ["latitude", "longitude"])
def test_coordinates_come_in_two(desk, field):
    setattr(desk, field, PLACED[field])
    refused(desk)
    refused_by_database(desk)


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("postal_code", "2610"),
        ("postal_code", "2610O"),
        ("province", "cr"),
        ("kind", "bar"),
        ("kind", ""),
        ("latitude", Decimal("91")),
        ("longitude", Decimal("181")),
        ("website", "ftp"),
    ],
)
def test_a_field_of_a_desk_says_what_is_wrong_with_it(desk, field, value):
    setattr(desk, field, value)
    refused(desk, field)


def test_what_a_desk_is(desk):
    assert not desk.is_line
    desk.kind = "linea-telefonica"
    assert desk.is_line


@pytest.mark.parametrize(
    ("fields", "line"),
    [
        ({}, ""),
        ({"street": "Via Po 1"}, "Via Po 1"),
        ({"postal_code": "00100", "province": "RM"}, "00100 (RM)"),
        ({"province": "CR"}, ""),
        ({"street": "Via Po 1", "postal_code": "00100"}, "Via Po 1, 00100"),
    ],
)
def test_an_address_is_written_as_far_as_it_is_known(desk, fields, line):
    for name, value in fields.items():
        setattr(desk, name, value)
    assert desk.address_line == line


def test_a_full_address_is_one_line(body):
    desk = DeskFactory(parent=body, placed=True)
    assert desk.address_line == "Via Mantova 25, 26100 Cremona (CR)"


# --- rows --------------------------------------------------------------------------


def hours(desk, **more):
    fields = {"weekday": 0, "opens": NINE, "closes": TEN, **more}
    return DeskHours(page=desk, **fields)


@pytest.mark.parametrize(
    "wrong",
    [
        {"valid_from": DAY, "valid_until": BEFORE},
        {"repeats_yearly": True},
        {"repeats_yearly": True, "valid_from": DAY},
    ],
    ids=str,
)
def test_hours_with_wrong_dates_are_refused_in_both_places(desk, wrong):
    refused(hours(desk, **wrong))
    with pytest.raises(IntegrityError), transaction.atomic():
        hours(desk, **wrong).save()


@pytest.mark.parametrize(
    "wrong",
    [{"closes": NINE}, {"closes": dt.time(8)}, {"weekday": 7}, {"week_of_month": 5}],
    ids=str,
)
def test_impossible_hours_are_refused_with_a_reason(desk, wrong):
    assert refused(hours(desk, **wrong))


def test_hours_without_a_time_ask_for_it_alone(desk):
    with pytest.raises(ValidationError) as caught:
        DeskHours(page=desk, weekday=0, opens=NINE).full_clean()
    assert list(caught.value.message_dict) == ["closes"]


def test_a_season_may_cross_the_year(desk):
    hours(
        desk,
        repeats_yearly=True,
        valid_from=dt.date(2025, 11, 1),
        valid_until=dt.date(2026, 2, 28),
    ).full_clean()


@pytest.mark.parametrize("model", [Amount, DatedRule])
def test_a_dated_row_ends_after_it_begins(sheet, model):
    fields = {
        Amount: {"label": "Soglia", "value": 1, "source": "D.M."},
        DatedRule: {"title": "Nuova", "text": "<p>Sì.</p>"},
    }[model]
    row = model(page=sheet, valid_from=DAY, valid_until=BEFORE, **fields)
    refused(row)
    with pytest.raises(IntegrityError), transaction.atomic():
        row.save()
    row.valid_until = DAY
    row.full_clean()
    row.save()


@pytest.mark.parametrize(
    ("opens", "closes", "is_right"),
    [(None, None, False), (DAY, BEFORE, False), (DAY, DAY, True), (None, DAY, True)],
)
def test_a_deadline_has_a_date_and_its_dates_have_an_order(
    sheet, opens, closes, is_right
):
    row = Deadline(page=sheet, title="Bando", opens_on=opens, closes_on=closes)
    if is_right:
        row.full_clean()
        row.save()
        return
    refused(row)
    with pytest.raises(IntegrityError), transaction.atomic():
        row.save()


def test_a_closure_ends_after_it_begins(desk):
    row = DeskClosure(page=desk, starts_on=DAY, ends_on=BEFORE)
    refused(row)
    with pytest.raises(IntegrityError), transaction.atomic():
        row.save()


def test_a_desk_names_a_service_and_a_feature_once(desk, sheet):
    feature = AccessibilityFeature.objects.create(code="ascensore", name="Ascensore")
    offer(desk, sheet)
    DeskAccessibility.objects.create(page=desk, feature=feature)
    for again in (
        DeskService(page=desk, service=sheet),
        DeskAccessibility(page=desk, feature=feature),
    ):
        assert "c'è già" in refused(again)
        with pytest.raises(IntegrityError), transaction.atomic():
            again.save()


@pytest.mark.parametrize("number", ["", "12", "chiamami", "0372 12\n3456 99999999"])
def test_a_phone_is_one_that_can_be_dialled(desk, number):
    refused(DeskPhone(page=desk, number=number), "number")


def test_rows_have_readable_names(desk, sheet):
    assert str(hours(desk)) == "lunedì 09:00–10:00"
    assert str(DeskPhone(number="0372123456")) == "0372 123456"
    assert DeskPhone(number="0372 123456").uri == "tel:+390372123456"
    assert str(DeskClosure(starts_on=BEFORE, ends_on=DAY)) == "28/02/2026–01/03/2026"
    assert str(DeskAccessibility(feature=AccessibilityFeature(name="Rampa"))) == "Rampa"
    assert str(DeskService(page=desk, service=sheet)) == f"{desk.pk}: {sheet.pk}"
    assert str(RelatedService(page=sheet, service=sheet)) == str(sheet.pk)
    for row in (
        ServiceStep(title="Uno"),
        Deadline(title="Uno"),
        DatedRule(title="Uno"),
        LegalSource(title="Uno"),
        RequiredDocument(name="Uno"),
        Amount(label="Uno"),
        NeedFactory.build(code="x", name="Uno"),
    ):
        assert str(row) == "Uno"
    assert str(Provenance(source="asl", external_id="7")) == "asl: 7"


@pytest.mark.parametrize(
    ("value", "unit", "text"),
    [
        ("9360", "euro", "9.360 euro"),
        ("1015.50", "euro al mese", "1.015,50 euro al mese"),
        ("0.05", "", "0,05"),
        ("1234567.89", "euro", "1.234.567,89 euro"),
    ],
)
def test_amounts_are_written_the_italian_way(value, unit, text):
    assert Amount(value=Decimal(value), unit=unit).amount == text


# --- bodies and vocabularies -------------------------------------------------------


@pytest.mark.parametrize("slug", GROUPINGS)
def test_a_body_does_not_take_the_address_of_a_list(services_index, slug):
    body = OrganisationPage(title="Ente", slug=slug, kind="altro")
    with pytest.raises(ValidationError) as caught:
        services_index.add_child(instance=body)
    assert "slug" in caught.value.message_dict


@pytest.mark.parametrize("code", ["00297960198", "1234567890", "RSSMRA80A01D150X"])
def test_a_wrong_tax_code_is_refused_with_the_reason(body, code):
    body.tax_code = code
    refused(body, "tax_code")


def test_a_right_tax_code_is_kept(body):
    body.tax_code = "00297960197"
    body.full_clean()


def test_a_body_has_its_official_name_or_else_its_title(body):
    assert body.full_name == "Comune di prova"
    body.legal_name = "Comune di Prova sul Po"
    assert body.full_name == "Comune di Prova sul Po"


@pytest.mark.parametrize("code", ["Soldi", "so ldi", "-soldi", "soldi-", "a--b", "è"])
def test_a_code_is_fit_for_an_address(db, code):
    from wagtail.models import Locale

    Locale.objects.get_or_create(language_code="it")
    refused(Need(code=code, name="Soldi"), "code")


def test_a_code_is_there_once_a_language(home):
    NeedFactory(code="soldi")
    with pytest.raises(IntegrityError), transaction.atomic():
        Need.objects.create(code="soldi", name="Denaro")


# --- drafts ------------------------------------------------------------------------


WRONG_DRAFTS = {
    "status without reason": {"status": "suspended"},
    "crisis without phone": {"is_crisis": "on"},
    "ages the wrong way round": {"min_age": "9", "max_age": "3"},
}


@pytest.mark.parametrize("wrong", WRONG_DRAFTS.values(), ids=WRONG_DRAFTS)
@pytest.mark.parametrize("is_live", [True, False])
def test_a_wrong_draft_is_told_and_breaks_nothing(body, admin_client, wrong, is_live):
    sheet = ServiceFactory(parent=body, live=is_live)
    answer = save_draft(admin_client, sheet, wrong)
    assert answer.status_code in {200, 302}
    assert ServicePage.objects.get(pk=sheet.pk).status == "active"


def test_a_draft_of_a_protected_place_with_an_address_is_told(body, admin_client):
    desk = DeskFactory(parent=body, live=False)
    wrong = {"is_confidential": "on", "street": "Via Segreta 1"}
    answer = save_draft(admin_client, desk, wrong)
    assert answer.status_code == 200
    assert "luogo protetto" in answer.content.decode()
    assert "Via Segreta" not in str(desk.revisions.values_list("content", flat=True))


def save_draft(client, page, changes):
    address = f"/admin/pages/{page.pk}/edit/"
    html = client.get(address).content.decode()
    data = querydict_from_html(html, form_id="page-edit-form").copy()
    for name, value in changes.items():
        data[name] = value
    return client.post(address, data)


def test_a_sheet_goes_under_a_body_alone(home, services_index, body):
    assert ServicePage.can_create_at(body)
    assert not ServicePage.can_create_at(home)
    assert not ServicePage.can_create_at(services_index)
    assert OrganisationPage.can_create_at(services_index)
    assert not OrganisationPage.can_create_at(
        OrganisationFactory(parent=services_index)
    )
