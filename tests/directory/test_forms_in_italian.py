"""What an editor gets wrong in a form is told in Italian, beside the field."""

from itertools import pairwise

import pytest
from wagtail.admin.rich_text import DraftailRichTextArea
from wagtail.models import Locale
from wagtail.test.utils.form_data import rich_text

from accounts.models import User
from directory.models import (
    AccessibilityFeature,
    DeskPage,
    OrganisationPage,
    ServicePage,
)
from home.models import StandardPage
from tests.factories import DeskFactory, ServiceFactory

CHILDREN = {
    "desk": ("hours", "closures", "phones", "accessibility", "services"),
    "sheet": (
        *("steps", "documents", "deadlines", "amounts", "rules"),
        *("legal_sources", "relations"),
    ),
    "body": ("phones",),
}
HOURS = {"weekday": "0", "opens": "09:00", "closes": "12:00"}
REQUIRED = "Questo campo è obbligatorio."


@pytest.fixture
def pages(body):
    AccessibilityFeature.objects.create(code="rampa", name="Rampa")
    return {
        "desk": DeskFactory(parent=body),
        "sheet": ServiceFactory(parent=body),
        "body": OrganisationPage.objects.get(pk=body.pk),
    }


def form_of(name, page, fields=None, rows=None):
    """The editor's form of a page, sent with these fields and child rows."""
    model = {"desk": DeskPage, "sheet": ServicePage, "body": OrganisationPage}[name]
    form_class = model.get_edit_handler().get_form_class()
    chief = "capo@example.org"
    known = User.objects.filter(email=chief).first()
    user = known or User.objects.create_superuser(chief)
    empty = form_class(instance=page, for_user=user)
    data = {key: empty.get_initial_for_field(f, key) for key, f in empty.fields.items()}
    for key, field in empty.fields.items():
        if isinstance(field.widget, DraftailRichTextArea):
            data[key] = rich_text(data[key] or "")
    data = {key: value for key, value in data.items() if value not in (None, False)}
    for relation in CHILDREN[name]:
        given = (rows or {}).get(relation, [])
        data |= {f"{relation}-{key}": "0" for key in ("INITIAL_FORMS", "MIN_NUM_FORMS")}
        data |= {f"{relation}-TOTAL_FORMS": str(len(given))}
        for number, row in enumerate(given):
            data |= {f"{relation}-{number}-{key}": value for key, value in row.items()}
            data |= {f"{relation}-{number}-ORDER": str(number + 1)}
    data |= {"comments-TOTAL_FORMS": "0", "comments-INITIAL_FORMS": "0"}
    return form_class(data | (fields or {}), instance=page, for_user=user)


def said(form):
    """Everything that the form says is wrong."""
    assert not form.is_valid()
    found = [m for messages in form.errors.values() for m in messages]
    for formset in form.formsets.values():
        found += formset.non_form_errors()
        for row in formset.errors:
            found += [m for messages in row.values() for m in messages]
    return found


@pytest.mark.parametrize("name", CHILDREN)
def test_a_form_sent_as_it_was_is_right(pages, name):
    form = form_of(name, pages[name])
    assert form.is_valid(), form.errors


@pytest.mark.parametrize(
    ("name", "fields", "message"),
    [
        ("desk", {"title": ""}, REQUIRED),
        ("desk", {"kind": ""}, REQUIRED),
        ("desk", {"kind": "bar"}, "bar non è tra quelle disponibili"),
        ("desk", {"email": "niente"}, "Inserisci un indirizzo email valido"),
        ("desk", {"website": "niente"}, "Inserisci un URL valido."),
        ("desk", {"postal_code": "2610"}, "Il CAP ha cinque cifre"),
        ("desk", {"province": "cr"}, "Scrivi la sigla, per esempio CR."),
        ("desk", {"latitude": "45"}, "Scrivi sia la latitudine sia la longitudine."),
        ("desk", {"latitude": "a", "longitude": "1"}, "Inserisci un numero."),
        (
            "desk",
            {"is_confidential": "on", "street": "Via Po 1"},
            "Di un luogo protetto non si conserva l'indirizzo",
        ),
        ("sheet", {"title": ""}, REQUIRED),
        ("sheet", {"summary": "x" * 256}, "255 caratteri"),
        ("sheet", {"contact_email": "niente"}, "Inserisci un indirizzo email valido"),
        ("sheet", {"contact_phone": "12"}, "numero"),
        ("sheet", {"min_age": "18", "max_age": "3"}, "età"),
        ("body", {"tax_code": "00297960198"}, "Codice fiscale non valido"),
        ("body", {"tax_code": "123"}, "11 cifre"),
        ("body", {"kind": ""}, REQUIRED),
    ],
)
def test_a_wrong_field_is_told_in_italian(pages, name, fields, message):
    told = said(form_of(name, pages[name], fields))
    assert any(message in line for line in told), told
    speaks_italian(told)


@pytest.mark.parametrize(
    ("name", "relation", "rows", "message"),
    [
        ("desk", "hours", [{**HOURS, "opens": ""}], REQUIRED),
        ("desk", "hours", [{**HOURS, "opens": "nove"}], "Inserisci un'ora valida."),
        ("desk", "hours", [{**HOURS, "repeats_yearly": "on"}], "Una stagione ha"),
        (
            "desk",
            "hours",
            [{**HOURS, "valid_from": "2026-03-02", "valid_until": "2026-03-01"}],
            "La fine viene prima dell'inizio.",
        ),
        (
            "desk",
            "closures",
            [{"starts_on": "2026-08-31", "ends_on": "2026-08-01"}],
            "La fine viene prima dell'inizio.",
        ),
        (
            "desk",
            "hours",
            [{**HOURS, "opens": "14:00", "closes": "09:00"}],
            "la chiusura (9:00) viene prima dell'apertura (14:00)",
        ),
        (
            "desk",
            "hours",
            [HOURS, {**HOURS, "opens": "11:00", "closes": "13:00"}],
            "Lunedì: gli orari 9:00–12:00 e 11:00–13:00 si sovrappongono.",
        ),
        (
            "desk",
            "closures",
            [
                {"starts_on": "2026-08-01", "ends_on": "2026-08-20"},
                {"starts_on": "2026-08-20", "ends_on": "2026-08-31"},
            ],
            "già in un'altra chiusura (01/08/2026–20/08/2026)",
        ),
        ("desk", "closures", [{"starts_on": "2026-08-31"}], REQUIRED),
        ("desk", "closures", [{"starts_on": "domani"}], "Inserisci una data valida."),
        ("desk", "phones", [{"number": "12"}], "numero"),
        ("desk", "phones", [{"label": "Centralino"}], REQUIRED),
        ("sheet", "deadlines", [{"title": "x", "kind": "call"}], "Scrivi almeno una"),
        (
            "sheet",
            "deadlines",
            [
                {
                    "title": "x",
                    "kind": "call",
                    "opens_on": "2026-03-02",
                    "closes_on": "2026-03-01",
                }
            ],
            "La chiusura viene prima dell'apertura.",
        ),
        (
            "sheet",
            "amounts",
            [{"label": "x", "value": "tanto", "unit": "euro", "source": "y"}],
            "Inserisci un numero.",
        ),
        ("sheet", "amounts", [{"label": "x", "value": "1", "unit": "euro"}], REQUIRED),
        ("sheet", "steps", [{"text": rich_text("<p>Vai.</p>")}], REQUIRED),
        ("sheet", "documents", [{"url": "www"}], "Inserisci un URL valido."),
        ("body", "phones", [{"number": "zero"}], "numero"),
    ],
)
def test_a_wrong_row_is_told_in_italian(pages, name, relation, rows, message):
    told = said(form_of(name, pages[name], rows={relation: rows}))
    assert any(message in line for line in told), told
    speaks_italian(told)


@pytest.mark.parametrize(
    ("relation", "field", "rows"),
    [
        ("hours", "closes", [{**HOURS, "opens": "14:00", "closes": "09:00"}]),
        ("hours", "opens", [HOURS, HOURS]),
        (
            "closures",
            "starts_on",
            [{"starts_on": "2026-08-01", "ends_on": "2026-08-01"}] * 2,
        ),
    ],
)
def test_what_is_wrong_is_told_at_its_field_in_the_later_row(
    pages, relation, field, rows
):
    form = form_of("desk", pages["desk"], rows={relation: rows})
    assert not form.is_valid()
    *right, wrong = form.formsets[relation].errors
    assert list(wrong) == [field]
    assert not any(right)


def test_rows_that_are_taken_away_are_in_nobody_s_way(pages):
    rows = [HOURS, {**HOURS, "DELETE": "on"}]
    assert form_of("desk", pages["desk"], rows={"hours": rows}).is_valid()
    seasons = [
        {**HOURS, "valid_until": "2026-06-30"},
        {**HOURS, "valid_from": "2026-07-01"},
    ]
    assert form_of("desk", pages["desk"], rows={"hours": seasons}).is_valid()


@pytest.mark.parametrize("steps", [1, 2, 3])
def test_services_that_replace_one_another_in_a_circle_are_refused(body, steps):
    line = [ServiceFactory(parent=body) for _ in range(steps)]
    for one, other in pairwise(line):
        ServicePage.objects.filter(pk=one.pk).update(replaced_by=other)
    last = ServicePage.objects.get(pk=line[-1].pk)
    form = form_of("sheet", last, {"replaced_by": str(line[0].pk)})
    told = said(form)
    assert list(form.errors) == ["replaced_by"]
    assert any("sostitu" in line for line in told)
    fine = ServiceFactory(parent=body)
    assert form_of("sheet", fine, {"replaced_by": str(line[0].pk)}).is_valid()


def test_a_line_of_replacements_without_end_is_refused(body):
    line = [ServiceFactory(parent=body) for _ in range(22)]
    for one, other in pairwise(line):
        ServicePage.objects.filter(pk=one.pk).update(replaced_by=other)
    sheet = ServiceFactory(parent=body)
    told = said(form_of("sheet", sheet, {"replaced_by": str(line[0].pk)}))
    assert any("indica l'ultimo" in line for line in told)


@pytest.mark.parametrize("slug", ["cerca", "admin"])
def test_a_page_below_the_home_takes_no_address_of_the_site(home, slug):
    page = home.add_child(instance=StandardPage(title="Pagina", slug="pagina"))
    form_class = StandardPage.get_edit_handler().get_form_class()
    user = User.objects.create_superuser("capo@example.org")
    sent = {
        "title": "Pagina",
        "slug": slug,
        "body-count": "0",
        "comments-TOTAL_FORMS": "0",
        "comments-INITIAL_FORMS": "0",
    }
    form = form_class(sent, instance=page, for_user=user, parent_page=home)
    form.is_valid()
    assert form.errors["slug"] == [
        "Questo indirizzo serve al sito stesso: scegline un altro."
    ]
    free = form_class(
        sent | {"slug": "libera"}, instance=page, for_user=user, parent_page=home
    )
    free.is_valid()
    assert "slug" not in free.errors


def test_a_sheet_may_be_called_as_an_address_of_the_site(pages):
    sheet = pages["sheet"]
    assert form_of("sheet", sheet, {"slug": "cerca"}).is_valid()


@pytest.mark.parametrize("relation", ["accessibility", "services"])
def test_a_desk_s_row_given_twice_is_told_in_italian(pages, relation):
    feature = AccessibilityFeature.objects.get().pk
    row = {
        "accessibility": {"feature": str(feature), "is_present": "True"},
        "services": {"service": str(pages["sheet"].pk), "level": "information"},
    }[relation]
    told = said(form_of("desk", pages["desk"], rows={relation: [row, row]}))
    assert told
    speaks_italian(told)


def speaks_italian(lines):
    """No sentence was left in the framework's own language."""
    english = {"the", "this", "please", "enter", "value", "with", "already", "valid"}
    for line in lines:
        assert not english & set(line.lower().replace(".", " ").split()), line


def test_there_is_one_language(home):
    assert Locale.get_default().language_code == "it"
