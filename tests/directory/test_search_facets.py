"""The codes that services and desks give to the filters of the search."""

from decimal import Decimal

import pytest

from core.facet_labels import labels_of
from core.search_entry import EVERY
from directory.models import (
    AccessibilityFeature,
    DeskAccessibility,
    Language,
    LifeEvent,
    Municipality,
)
from tests.factories import (
    AudienceFactory,
    DeskFactory,
    NeedFactory,
    ServiceFactory,
    offer,
    restrict,
)

AT = {"latitude": Decimal("45.133400"), "longitude": Decimal("10.024200")}


@pytest.fixture
def feature(db):
    return AccessibilityFeature.objects.create(
        code="senza-gradini", name="Senza gradini"
    )


@pytest.fixture
def town(db):
    return Municipality.objects.create(
        code="crema", name="Crema", latitude="45.3633", longitude="9.6874"
    )


def facets(page):
    """Of the page as the index reads it."""
    return type(page).objects.get(pk=page.pk).search_entry().facets


def points(page):
    return type(page).objects.get(pk=page.pk).search_entry().points


def test_a_sheet_says_who_helps_how_and_where(body, other_body):
    sheet = ServiceFactory(
        parent=body,
        is_free=True,
        at_home=True,
        online_url="https://example.org/",
        manager_body=other_body,
    )
    sheet.life_events.add(LifeEvent.objects.create(code="nascita", name="Nascita"))
    sheet.save()
    offer(DeskFactory(parent=other_body, kind="caf"), sheet, level="information")
    offer(DeskFactory(parent=body, kind="patronato"), sheet, level="accompaniment")
    found = facets(sheet)
    assert found["ente"] == ("comune-di-prova", "sindacato-di-prova")
    assert found["sportello"] == ("caf", "patronato")
    assert found["aiuto"] == ("accompaniment", "information")
    assert found["costo"] == ("gratuito",)
    assert found["modo"] == ("a-casa", "online")
    assert found["evento"] == ("nascita",)


def test_who_only_keeps_a_sheet_is_no_body_of_it_where_another_answers(
    body, other_body
):
    sheet = ServiceFactory(parent=body, owner_body=other_body)
    assert facets(sheet)["ente"] == ("sindacato-di-prova",)


def test_what_is_not_known_gives_no_code(body, feature):
    sheet, desk = ServiceFactory(parent=body), DeskFactory(parent=body)
    DeskAccessibility.objects.create(page=desk, feature=feature, is_present=None)
    assert facets(sheet)["costo"] == facets(sheet)["modo"] == ()
    assert facets(desk)["accesso"] == facets(desk)["lingua"] == ()


@pytest.mark.parametrize(
    ("answer", "codes"), [(True, ("senza-gradini",)), (False, ()), (None, ())]
)
def test_only_a_yes_is_step_free(body, feature, answer, codes):
    desk = DeskFactory(parent=body)
    DeskAccessibility.objects.create(page=desk, feature=feature, is_present=answer)
    assert facets(desk)["accesso"] == codes


def test_a_desk_is_for_what_its_published_services_are_for(body):
    sheet, hidden = ServiceFactory(parent=body), ServiceFactory(parent=body)
    sheet.needs.add(NeedFactory(code="casa"))
    sheet.audiences.add(AudienceFactory(code="anziani"))
    hidden.needs.add(NeedFactory(code="soldi"))
    for page in (sheet, hidden):
        page.save()
    desk = DeskFactory(parent=body)
    offer(desk, sheet, level="orientation")
    offer(desk, hidden, level="accompaniment")
    restrict(hidden)
    desk.languages.add(Language.objects.create(code="ar", name="Arabo"))
    desk.save()
    found = facets(desk)
    assert (found["bisogno"], found["per"]) == (("casa",), ("anziani",))
    assert (found["aiuto"], found["lingua"]) == (("orientation",), ("ar",))
    assert (found["ente"], found["sportello"]) == (
        ("comune-di-prova",),
        ("sportello-sociale",),
    )


def test_a_line_and_a_protected_place_are_for_every_town(body):
    line = DeskFactory(parent=body, kind="linea-telefonica")
    assert facets(line)["comune"] == (EVERY,)
    assert facets(DeskFactory(parent=body, confidential=True))["comune"] == (EVERY,)


def test_a_desk_is_where_it_says_or_else_in_its_town(body, town):
    assert points(DeskFactory(parent=body, municipality=town, **AT)) == (
        (45.1334, 10.0242),
    )
    assert points(DeskFactory(parent=body, municipality=town)) == ((45.3633, 9.6874),)
    assert points(DeskFactory(parent=body)) == ()


def test_no_point_for_a_line_or_a_protected_place(body, town):
    line = DeskFactory(parent=body, kind="linea-telefonica", municipality=town)
    assert points(line) == ()
    sheet = ServiceFactory(parent=body)
    offer(DeskFactory(parent=body, confidential=True), sheet)
    assert points(sheet) == ()


def test_a_sheet_is_where_its_published_desks_are(body, town):
    sheet = ServiceFactory(parent=body, crisis=True)
    near, hidden = DeskFactory(parent=body, **AT), DeskFactory(parent=body, **AT)
    far = DeskFactory(parent=body, municipality=town)
    for desk in (near, far, hidden):
        offer(desk, sheet)
    restrict(hidden)
    assert sorted(points(sheet)) == [(45.1334, 10.0242), (45.3633, 9.6874)]
    assert sheet.search_entry().is_crisis


def test_what_changes_with_a_body_or_a_sheet(body, other_body):
    sheet = ServiceFactory(parent=other_body)
    desk = DeskFactory(parent=body)
    offer(desk, sheet)
    assert set(body.search_dependants()) == {sheet.pk, desk.pk}
    assert list(sheet.search_dependants()) == [desk.pk]


def test_an_entry_costs_the_same_whatever_a_page_holds(body, queries):
    sheet = ServiceFactory(parent=body)
    desk = DeskFactory(parent=body)
    offer(desk, sheet)

    def cost(page):
        fresh = type(page).objects.get(pk=page.pk)
        fresh.search_entry()
        fresh = type(page).objects.get(pk=page.pk)
        with queries() as asked:
            fresh.search_entry()
        return len(asked)

    few = cost(sheet), cost(desk)
    for n in range(10):
        other = ServiceFactory(parent=body)
        other.needs.add(NeedFactory(code=f"bisogno-{n}"))
        other.save()
        offer(desk, other)
        offer(DeskFactory(parent=body), sheet)
    assert (cost(sheet), cost(desk)) == few


def test_every_facet_has_its_labels(body):
    assert labels_of("ente")["comune-di-prova"] == "Comune di prova"
    assert labels_of("sportello")["caf"] == "CAF"
    assert labels_of("aiuto")["information"] == "Informazione"
    assert labels_of("modo")["a-casa"] == "Vengono a casa tua"
    assert labels_of("accesso")["senza-gradini"] == "Si entra senza gradini"
