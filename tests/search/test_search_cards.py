"""What the page of results says of services and desks, and what it costs."""

import datetime as dt
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone

from core import memo
from directory.models import Municipality
from search.cards import Card, distance_in_words
from search.index import update_pages
from search.open_now import KEY
from search.result import Hit
from tests.conftest import home  # noqa: F401 (the real site, with its lists)
from tests.factories import (
    DeskFactory,
    NeedFactory,
    ServiceFactory,
    offer,
    open_every_weekday,
    phone,
    restrict,
)

MONDAY = dt.datetime(2026, 1, 12, 10, tzinfo=ZoneInfo("Europe/Rome"))
MOST_QUERIES = 12


@pytest.fixture
def monday(monkeypatch):
    """A Monday at ten, whenever the tests run."""
    monkeypatch.setattr(timezone, "localtime", lambda *a, **k: MONDAY)


@pytest.fixture
def ask(client, monday):
    """The page as a visitor gets it; `pages` are indexed first."""

    def get(query, *pages):
        update_pages([page.pk for page in pages])
        return client.get(f"/cerca/?{query}")

    return get


def cards(answer):
    return {card.hit.title: card for card in answer.context["cards"]}


@pytest.fixture
def crema(db):
    return Municipality.objects.create(
        code="crema", name="Crema", latitude="45.3633", longitude="9.6874"
    )


@pytest.fixture
def cremona(db):
    return Municipality.objects.create(
        code="cremona", name="Cremona", latitude="45.1334", longitude="10.0242"
    )


def test_a_service_says_who_answers_and_who_runs_it(ask, body, other_body):
    own = ServiceFactory(parent=body, title="Mensa")
    named = ServiceFactory(
        parent=body, title="Mensa due", owner_body=other_body, manager_body=body
    )
    found = cards(ask("q=mensa", own, named))
    assert found["Mensa"].bodies == "Comune di prova"
    assert found["Mensa due"].bodies == "Sindacato di prova, Comune di prova"
    assert found["Mensa"].kind == "Servizio"


def test_a_body_that_is_not_public_is_not_named(ask, body, other_body):
    sheet = ServiceFactory(parent=body, title="Mensa", owner_body=other_body)
    restrict(other_body)
    assert cards(ask("q=mensa", sheet))["Mensa"].bodies == "Comune di prova"


def test_a_sheet_of_danger_shows_whom_to_call(ask, body):
    answer = ask(
        "q=violenza", ServiceFactory(parent=body, title="Violenza", crisis=True)
    )
    assert 'href="tel:1522"' in answer.content.decode().split("card-list")[1]


def test_a_suspended_service_says_so(ask, body):
    sheet = ServiceFactory(parent=body, title="Mensa", suspended=True)
    assert "Servizio sospeso" in ask("q=mensa", sheet).content.decode()


def test_a_desk_says_where_when_and_whom_to_phone(ask, body):
    desk = DeskFactory(parent=body, title="Sportello Ponte", placed=True)
    open_every_weekday(desk)
    phone(desk)
    answer = ask("q=ponte", desk)
    html = answer.content.decode()
    for part in (
        "Via Mantova 25, 26100 Cremona (CR)",
        "12:00",
        "0372 123456",
        "Comune di prova",
        "Sportello Sociale",
    ):
        assert part in html
    assert cards(answer)["Sportello Ponte"].state == "Di solito a quest'ora è aperto"


def test_hours_not_known_are_no_state(ask, body):
    card = cards(ask("q=ponte", DeskFactory(parent=body, title="Ponte")))["Ponte"]
    assert card.state == ""


def test_open_now_finds_open_desks_and_their_services(ask, body):
    desk, closed = (
        DeskFactory(parent=body, title="Ponte"),
        DeskFactory(parent=body, title="Ponte chiuso"),
    )
    open_every_weekday(desk)
    helped, alone = (
        ServiceFactory(parent=body, title="Ponte aiuto"),
        ServiceFactory(parent=body, title="Ponte solo"),
    )
    offer(desk, helped)
    offer(closed, alone)
    pages = (desk, closed, helped, alone)
    everything = ask("q=ponte", *pages)
    assert everything.context["result"].open_total == 2
    assert "Aperto adesso" in everything.content.decode()
    assert set(cards(ask("q=ponte&aperto=1"))) == {"Ponte", "Ponte aiuto"}


def test_desks_are_listed_by_distance_from_a_town(ask, body, crema, cremona):
    near = DeskFactory(
        parent=body, title="Ponte vicino", municipality=crema, latitude="45.3700",
        longitude="9.6900",
    )  # fmt: skip
    town = DeskFactory(parent=body, title="Ponte centro", municipality=crema)
    far = DeskFactory(parent=body, title="Ponte lontano", municipality=cremona)
    answer = ask("q=ponte&tipo=sportelli&vicino=crema", near, town, far)
    assert [card.hit.title for card in answer.context["cards"]] == [
        "Ponte centro",
        "Ponte vicino",
        "Ponte lontano",
    ]
    assert [card.distance for card in answer.context["cards"]] == [
        "nello stesso comune o lì vicino",
        "a meno di 1 km",
        "a circa 37 km",
    ]
    html = answer.content.decode()
    assert "Distanze in linea d’aria da Crema." in html
    assert "Vicino a Crema" in html


def test_a_protected_place_has_no_distance_and_no_marker(ask, body, crema):
    desk = DeskFactory(parent=body, title="Ponte rifugio", confidential=True)
    card = cards(ask("q=ponte&vicino=crema", desk))["Ponte rifugio"]
    assert (card.distance, card.marker) == ("", None)


@pytest.mark.parametrize(
    ("kilometres", "is_exact", "words"),
    [
        (0.2, True, "a meno di 1 km"),
        (0.2, False, "nello stesso comune o lì vicino"),
        (3.44, True, "a 3,4 km"),
        (3.44, False, "a circa 3 km"),
        (23.4, True, "a 23 km"),
        (0.0, True, "a meno di 1 km"),
    ],
)
def test_distances_in_words(kilometres, is_exact, words):
    assert distance_in_words(kilometres, is_exact=is_exact) == words


def test_a_service_is_as_far_as_its_nearest_desk():
    card = Card(Hit(1, "service", "Mensa", "", "/", kilometres=3.2))
    assert card.distance == "lo sportello più vicino è a circa 3 km"


# --- the map ----------------------------------------------------------------------------------


@pytest.fixture
def tiles(home):  # noqa: F811
    from wagtail.models import Site

    from core.models import SiteSettings

    found = SiteSettings.for_site(Site.objects.get(is_default_site=True))
    found.map_tiles = "https://mappe.example.org/{z}/{x}/{y}.png"
    found.map_attribution = "Chi ha fatto la mappa"
    found.save()


def placed(body):
    return DeskFactory(
        parent=body, title="Ponte", latitude="45.133400", longitude="10.024200"
    )


@pytest.mark.parametrize("path", ["/cerca/?q=ponte", "/sportelli/"])
def test_no_map_by_default(ask, client, body, path):
    ask("", placed(body))
    answer = client.get(path)
    assert "Mostra la mappa" not in answer.content.decode()
    policy = f"{answer.headers['Content-Security-Policy']};"
    assert "img-src 'self' data:;" in policy
    assert 'data-latitude="45.133400"' in answer.content.decode()


@pytest.mark.parametrize("path", ["/cerca/?q=ponte", "/sportelli/"])
def test_a_map_where_its_images_server_is_named(ask, client, body, tiles, path):
    ask("", placed(body))
    answer = client.get(path)
    html = answer.content.decode()
    assert "arrivano da mappe.example.org" in html
    assert "Chi ha fatto la mappa" in html
    policy = f"{answer.headers['Content-Security-Policy']};"
    assert "img-src 'self' data: https://mappe.example.org;" in policy


def test_other_pages_never_speak_to_the_server_of_the_map(client, body, tiles):
    assert "mappe.example.org" not in client.get("/").headers["Content-Security-Policy"]


def test_a_list_without_places_has_no_map(ask, client, body, tiles):
    ask("", DeskFactory(parent=body, title="Ponte"))
    assert "Mostra la mappa" not in client.get("/cerca/?q=ponte").content.decode()


# --- cost -------------------------------------------------------------------------------------


def test_twelve_queries_with_twenty_results_and_all_filters(
    client, monday, body, queries, crema
):
    need = NeedFactory(code="casa")

    def make(*numbers):
        for n in numbers:
            desk = DeskFactory(parent=body, title=f"Ponte là {n}", municipality=crema)
            open_every_weekday(desk)
            phone(desk)
            sheet = ServiceFactory(parent=body, title=f"Ponte {n}", is_free=True)
            sheet.needs.add(need)
            sheet.save()
            offer(desk, sheet)
            update_pages([sheet.pk, desk.pk])
        memo.forget(KEY)

    chosen = (
        "q=ponte&tipo=servizi&tipo=sportelli&bisogno=casa&comune=crema&aperto=1"
        "&ente=comune-di-prova&sportello=sportello-sociale&aiuto=orientation&vicino=Crema"
    )

    def cost():
        client.get(f"/cerca/?{chosen}")
        with queries() as asked:
            answer = client.get(f"/cerca/?{chosen}")
        return len(asked), len(answer.context["cards"])

    make(1)
    few = cost()
    make(*range(2, 11))
    many = cost()
    assert (few[1], many[1]) == (2, 20)
    assert few[0] == many[0] <= MOST_QUERIES
