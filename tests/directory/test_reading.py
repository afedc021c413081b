"""What pages read around themselves: the right rows, in order, none that is hidden."""

import datetime as dt

import pytest

from directory import desk_reading, reading
from directory.models import (
    AccessibilityFeature,
    DeskAccessibility,
    RelatedService,
    ServicePage,
)
from tests.factories import (
    DeskFactory,
    OrganisationFactory,
    ServiceFactory,
    offer,
    open_every_weekday,
    restrict,
)

IN_HOURS = dt.datetime(2026, 3, 4, 10, tzinfo=dt.UTC)


@pytest.fixture
def sheet(body):
    return ServiceFactory(parent=body, title="ISEE")


def fresh(page):
    return type(page).objects.get(pk=page.pk)


def offers(sheet, at=IN_HOURS):
    return desk_reading.offers_of(fresh(sheet), at, None).rows


# --- who answers for a sheet -------------------------------------------------------


def test_who_keeps_a_sheet_answers_where_nobody_else_is_named(body, sheet):
    assert reading.bodies_of(sheet) == {"keeper": body, "owner": body, "manager": None}


def test_each_body_of_a_sheet_is_told_apart(body, other_body, services_index, sheet):
    third = OrganisationFactory(parent=services_index, title="Azienda")
    sheet.owner_body, sheet.manager_body = other_body, third
    found = reading.bodies_of(sheet)
    assert found == {"keeper": body, "owner": other_body, "manager": third}


@pytest.mark.parametrize("hide", [lambda page: page.unpublish(), restrict])
def test_a_hidden_body_is_not_named(body, other_body, sheet, hide):
    sheet.owner_body = sheet.manager_body = other_body
    hide(other_body)
    assert reading.bodies_of(sheet) == {"keeper": body, "owner": body, "manager": None}


def test_a_body_whose_path_begins_alike_keeps_nothing_of_it(
    body, services_index, sheet
):
    for _ in range(12):
        OrganisationFactory(parent=services_index)
    assert reading.keeper_of(sheet) == body
    assert reading.bodies_of(sheet)["keeper"] == body


# --- sheets that a sheet names -----------------------------------------------------


def relate(sheet, others, *, needed=()):
    for place, other in enumerate(others):
        RelatedService.objects.create(
            page=sheet,
            service=other,
            sort_order=place,
            is_prerequisite=other in needed,
        )


def test_related_sheets_stand_in_the_sheet_s_order_and_needed_ones_apart(body, sheet):
    a, b, c = (ServiceFactory(parent=body, title=name) for name in "ABC")
    relate(sheet, [c, a, b], needed=[a])
    found = reading.relations_of(sheet)
    assert [link.title for link in found.related] == ["C", "B"]
    assert [link.title for link in found.prerequisites] == ["A"]
    assert [link.url for link in found.prerequisites] == [a.url]


def test_hidden_sheets_are_not_named(body, sheet):
    a, b, c = (ServiceFactory(parent=body, title=name) for name in "ABC")
    relate(sheet, [a, b, c])
    a.unpublish()
    restrict(b)
    assert [link.title for link in reading.relations_of(sheet).related] == ["C"]


def test_a_sheet_that_names_none_asks_nothing(sheet, queries):
    page = fresh(sheet)
    reading.fill_service(page)
    with queries() as found:
        assert reading.relations_of(page) == reading.Relations([], [])
    assert len(found) == 0


# --- sheets of a body --------------------------------------------------------------


def test_a_body_shows_what_it_keeps_answers_for_or_runs_once_each(body, other_body):
    kept = ServiceFactory(parent=other_body, title="B kept", owner_body=other_body)
    owned = ServiceFactory(parent=body, title="A owned", owner_body=other_body)
    run = ServiceFactory(parent=body, title="C run", manager_body=other_body)
    ServiceFactory(parent=body, title="D foreign")
    ServiceFactory(parent=other_body, title="E draft", live=False)
    assert reading.services_answered_by(other_body) == [owned, kept, run]


def test_a_body_that_is_not_there_yet_shows_nothing(db):
    assert reading.services_answered_by(OrganisationFactory.build()) == []


# --- desks that help with a sheet --------------------------------------------------


def test_open_desks_come_first_then_by_name_whatever_the_case(body, sheet):
    for title, opens in (("b chiuso", 14), ("C aperto", 9), ("A chiuso", 14)):
        desk = DeskFactory(parent=body, title=title)
        open_every_weekday(desk, opens=opens, closes=opens + 3)
        offer(desk, sheet)
    offer(DeskFactory(parent=body, title="a ignoto"), sheet)
    found = [row.desk.title for row in offers(sheet)]
    assert found == ["C aperto", "A chiuso", "b chiuso", "a ignoto"]


def test_a_hidden_desk_helps_with_nothing(body, other_body, sheet):
    offer(DeskFactory(parent=body, live=False), sheet)
    hidden = DeskFactory(parent=other_body)
    offer(hidden, sheet)
    assert [row.desk for row in offers(sheet)] == [hidden]
    restrict(other_body)
    assert offers(sheet) == []


def test_what_differs_at_a_desk_is_told_in_one_line(body, sheet):
    row = offer(DeskFactory(parent=body), sheet)
    assert offers(sheet)[0].note == ""
    row.note, row.bring, row.cost = "Suona.", "la foto", "5 euro"
    row.save()
    told = offers(sheet)[0].note
    assert told == "Suona. Porta anche: la foto. Costo: 5 euro."


@pytest.mark.parametrize(
    ("level", "words"),
    [
        ("information", "Informazione"),
        ("orientation", "Orientamento e invio"),
        ("accompaniment", "Ti accompagniamo nei servizi"),
    ],
)
def test_the_level_of_help_is_told_in_words(body, sheet, level, words):
    offer(DeskFactory(parent=body), sheet, level=level)
    assert offers(sheet)[0].help == words


def test_many_desks_ask_as_much_as_few(body, sheet, queries):
    def asked():
        page = fresh(sheet)
        with queries() as found:
            rows = desk_reading.offers_of(page, IN_HOURS, None).rows
            assert all(row.view.sentence for row in rows)
        return len(rows), len(found)

    offer(DeskFactory(parent=body, placed=True), sheet)
    asked()
    _, few = asked()
    for _ in range(10):
        desk = DeskFactory(parent=body, placed=True)
        open_every_weekday(desk)
        offer(desk, sheet)
    assert asked() == (11, few)


# --- what a desk helps with --------------------------------------------------------


def test_a_desk_lists_published_sheets_by_name_whatever_the_case(body):
    desk = DeskFactory(parent=body)
    for title in ("Nido", "bonus", "ISEE"):
        offer(desk, ServiceFactory(parent=body, title=title))
    offer(desk, ServiceFactory(parent=body, title="Bozza", live=False))
    offer(desk, restricted := ServiceFactory(parent=body, title="Riservata"))
    restrict(restricted)
    page = fresh(desk)
    reading.fill_desk(page)
    rows = desk_reading.services_of(page)
    assert [row.service.title for row in rows] == ["bonus", "ISEE", "Nido"]


def test_a_desk_of_no_sheet_asks_for_none(body, queries):
    page = fresh(DeskFactory(parent=body))
    reading.fill_desk(page)
    with queries() as found:
        assert desk_reading.services_of(page) == []
    assert len(found) == 0


# --- facts about access ------------------------------------------------------------


def test_every_feature_is_told_and_what_nobody_said_is_not_known(body):
    terms = [
        AccessibilityFeature.objects.create(code=f"f{n}", name=f"F{n}", position=n)
        for n in range(4)
    ]
    desk = DeskFactory(parent=body)
    for term, answer in zip(terms, (True, False, None), strict=False):
        DeskAccessibility.objects.create(
            page=desk, feature=term, is_present=answer, note=f"nota {term.code}"
        )
    page = fresh(desk)
    reading.fill_desk(page)
    found = [(f.label, f.state, f.note) for f in desk_reading.features_of(page)]
    assert found == [
        ("F0", "yes", "nota f0"),
        ("F1", "no", "nota f1"),
        ("F2", "unknown", "nota f2"),
        ("F3", "unknown", ""),
    ]


# --- desks of a body ---------------------------------------------------------------


def test_a_body_shows_its_own_desks_alone_open_ones_first(body, other_body):
    closed = DeskFactory(parent=body, title="A")
    opened = DeskFactory(parent=body, title="B")
    open_every_weekday(closed, opens=14, closes=16)
    open_every_weekday(opened)
    DeskFactory(parent=body, title="C", live=False)
    DeskFactory(parent=other_body, title="D")
    found = desk_reading.desks_below(body, IN_HOURS, None)
    assert [view.desk for view in found] == [opened, closed]


def test_sheets_and_desks_below_one_body_do_not_mix(body, sheet):
    DeskFactory(parent=body)
    assert ServicePage.objects.child_of(body).get() == sheet
    assert len(desk_reading.desks_below(body, IN_HOURS, None)) == 1
