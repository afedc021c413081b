"""The list of desks, and services by their terms, whatever is asked."""

import datetime as dt
from types import SimpleNamespace
from zoneinfo import ZoneInfo

import pytest
from django.test import Client

from core import memo
from core.models import Review, SiteSettings
from directory import desk_list, groupings
from directory.desk_hours import DeskView, patron_of
from directory.groupings import GROUPINGS, TermLink, links_with_counts
from directory.models import (
    AccessibilityFeature,
    DeskClosure,
    DeskHours,
    DeskPage,
    ServiceIndexPage,
)
from directory.models.desk import DeskKind
from directory.opening_hours import Patron
from tests.factories import (
    CategoryFactory,
    DeskFactory,
    MunicipalityFactory,
    NeedFactory,
    ServiceFactory,
    TopicFactory,
    open_every_weekday,
    phone,
    restrict,
)

ROME = ZoneInfo("Europe/Rome")
WEDNESDAY = dt.datetime(2026, 3, 4, 10, tzinfo=ROME)


@pytest.fixture
def at(monkeypatch):
    """Let the list be asked at a moment."""

    def fix(moment):
        clock = SimpleNamespace(localtime=lambda: moment)
        monkeypatch.setattr(desk_list, "timezone", clock)

    fix(WEDNESDAY)
    return fix


@pytest.fixture
def desk(body):
    page = DeskFactory(parent=body, title="Banco A", placed=True)
    open_every_weekday(page)
    return page


def titles(**asked):
    context = Client().get("/sportelli/", asked).context
    return [view.desk.title for view in context["desks"]]


# --- filters -----------------------------------------------------------------------


def test_desks_are_filtered_by_town_and_by_kind(body, desk):
    DeskFactory(
        parent=body,
        title="Banco B",
        kind="caf",
        municipality=MunicipalityFactory(code="crema", name="Crema"),
    )
    assert titles() == ["Banco A", "Banco B"]
    assert titles(comune="crema") == ["Banco B"]
    assert titles(tipo="sportello-sociale") == ["Banco A"]
    assert titles(comune="crema", tipo="sportello-sociale") == []
    assert titles(comune="", tipo="") == ["Banco A", "Banco B"]


@pytest.mark.parametrize(
    "asked",
    [
        {"comune": "atlantide"},
        {"tipo": "bar"},
        {"comune": "\0"},
        {"comune": "cremona\0"},
        {"tipo": "x" * 5000},
        {"comune": "' OR 1=1 --"},
        {"pagina": "abc"},
        {"pagina": "999"},
        {"pagina": "-1"},
        {"pagina": "\0"},
        {"pagina": "9" * 400},
        {"aperto": "forse"},
        {"aperto": "1", "pagina": "abc"},
        {"comune": ["a", "b"]},
    ],
    ids=str,
)
def test_the_list_answers_whatever_is_asked(desk, asked):
    assert Client().get("/sportelli/", asked).status_code == 200


def test_an_unknown_value_finds_nothing_and_says_so(desk):
    html = Client().get("/sportelli/?comune=atlantide").content.decode()
    assert "0 sportelli" in html
    assert "Nessuno sportello risponde a queste scelte." in html
    assert "Togli tutti i filtri" in html


def test_the_choices_say_how_many_published_desks_they_leave(body, desk):
    DeskFactory(parent=body, placed=True, live=False)
    DeskFactory(parent=body, kind="caf")
    restrict(DeskFactory(parent=body, kind="caf", placed=True))
    context = Client().get("/sportelli/?tipo=caf").context
    assert [(c.code, c.count, c.is_chosen) for c in context["kinds"]] == [
        ("sportello-sociale", 1, False),
        ("caf", 1, True),
    ]
    assert [(c.name, c.count) for c in context["municipalities"]] == [("Cremona", 1)]


def test_the_next_page_keeps_the_filters(body, monkeypatch):
    monkeypatch.setattr(groupings, "PER_PAGE", 3)
    for _ in range(5):
        DeskFactory(parent=body, placed=True)
    html = Client().get("/sportelli/?comune=cremona&tipo=sportello-sociale")
    text = html.content.decode()
    assert "5 sportelli" in text
    assert "?comune=cremona&amp;tipo=sportello-sociale&amp;pagina=2" in text
    second = Client().get("/sportelli/?comune=cremona&pagina=2")
    assert len(second.context["desks"]) == 2
    assert desk_list.DeskFilter().query == ""
    assert desk_list.DeskFilter("a", "", open_now=True).query == "comune=a&aperto=1&"


# --- open now ----------------------------------------------------------------------


def test_open_now_shows_who_is_open_now(body, desk, at):
    DeskFactory(parent=body, title="Senza orario")
    evening = DeskFactory(parent=body, title="Sera")
    open_every_weekday(evening, 18, 20)
    assert titles(aperto="1") == ["Banco A"]
    at(WEDNESDAY.replace(hour=19))
    assert titles(aperto="1") == ["Sera"]
    at(WEDNESDAY + dt.timedelta(days=4))
    assert titles(aperto="1") == []


@pytest.mark.parametrize(
    ("hour", "minute", "is_open"),
    [(8, 59, False), (9, 0, True), (11, 59, True), (12, 0, False)],
)
def test_opening_counts_from_the_first_minute_and_ends_with_the_last(
    desk, at, hour, minute, is_open
):
    at(WEDNESDAY.replace(hour=hour, minute=minute))
    assert bool(titles(aperto="1")) is is_open


def test_on_a_holiday_the_patron_s_day_and_a_closure_nobody_is_open(home, desk, at):
    settings = SiteSettings.for_site(home.get_site())
    settings.patron_name = "Sant'Omobono"
    settings.patron_month, settings.patron_day = 11, 13
    settings.save()
    holiday = dt.datetime(2026, 6, 2, 10, tzinfo=ROME)
    patron = dt.datetime(2026, 11, 13, 10, tzinfo=ROME)
    for moment in (holiday, patron):
        at(moment)
        assert titles(aperto="1") == []
        at(moment + dt.timedelta(days=7))
        assert titles(aperto="1") == ["Banco A"]
    day = WEDNESDAY.date()
    DeskClosure.objects.create(page=desk, starts_on=day, ends_on=day, reason="ferie")
    at(WEDNESDAY)
    assert titles(aperto="1") == []
    html = Client().get("/sportelli/?aperto=1").content.decode()
    assert "in questo momento" in html


def test_past_midnight_a_desk_is_still_open(body, at):
    night = DeskFactory(parent=body, title="Notte")
    DeskHours.objects.create(
        page=night, weekday=2, opens=dt.time(22), closes=dt.time(2)
    )
    for hour, day, is_open in ((23, 0, True), (1, 1, True), (3, 1, False)):
        at(WEDNESDAY.replace(hour=hour) + dt.timedelta(days=day))
        assert bool(titles(aperto="1")) is is_open


def test_hours_by_appointment_or_out_of_season_are_not_open(body, at):
    for title, more in (
        ("Appuntamento", {"by_appointment": True}),
        ("Finito", {"valid_until": dt.date(2026, 3, 3)}),
        ("Non ancora", {"valid_from": dt.date(2026, 3, 5)}),
        ("Da oggi", {"valid_from": dt.date(2026, 3, 4)}),
    ):
        page = DeskFactory(parent=body, title=title)
        DeskHours.objects.create(
            page=page, weekday=2, opens=dt.time(9), closes=dt.time(12), **more
        )
    assert titles(aperto="1") == ["Da oggi"]


# --- one desk seen at a moment -----------------------------------------------------


def view(desk, verified_days_ago=None, at=WEDNESDAY, patron=None):
    checked = verified_days_ago
    day = None if checked is None else at.date() - dt.timedelta(days=checked)
    return DeskView(desk, at, patron, day)


@pytest.mark.parametrize(
    ("checked", "label", "badge"),
    [
        (0, "Aperto ora", "success"),
        (90, "Aperto ora", "success"),
        (91, "Di solito a quest'ora è aperto", ""),
        (None, "Di solito a quest'ora è aperto", ""),
    ],
)
def test_hours_not_checked_for_ninety_days_are_told_as_usual(
    desk, checked, label, badge
):
    phone(desk)
    seen = view(desk, checked)
    assert seen.state_label == label
    assert seen.badge == badge
    assert seen.state_code == ("open" if badge else "usual")
    assert ("telefona" in seen.freshness) is (checked is None)


def test_nobody_is_told_to_phone_where_no_phone_is_known(desk):
    seen = view(desk)
    assert "telefona" not in f"{seen.sentence} {seen.freshness}".lower()
    assert seen.sentence.endswith("Prima di partire chiedi conferma.")
    DeskHours.objects.update(valid_until=WEDNESDAY.date())
    desk = DeskPage.objects.get(pk=desk.pk)
    late = view(desk, 1, at=WEDNESDAY.replace(hour=20)).sentence
    assert late == "Chiuso ora. Quando riapre non lo sappiamo ancora"
    phone(desk)
    desk = DeskPage.objects.get(pk=desk.pk)
    assert view(desk).sentence.endswith("Prima di partire telefona.")
    assert view(desk, 1, at=WEDNESDAY.replace(hour=20)).sentence == (
        "Chiuso ora. Telefona per sapere quando riapre"
    )


@pytest.mark.parametrize(
    ("checked", "hour", "label"),
    [
        (1, 10, "Risponde ora"),
        (None, 10, "Di solito a quest'ora risponde"),
        (1, 20, "Non risponde ora"),
        (None, 20, "Di solito a quest'ora non risponde"),
    ],
)
def test_a_phone_line_answers_and_does_not_open(desk, checked, hour, label):
    desk.kind = DeskKind.PHONE_LINE
    assert view(desk, checked, at=WEDNESDAY.replace(hour=hour)).state_label == label


def test_nobody_sets_out_for_a_phone_line(desk):
    assert "partire" in view(desk).sentence
    assert "partire" in view(desk).freshness
    desk.kind = DeskKind.PHONE_LINE
    assert view(desk).sentence == "Orario di oggi: 9:00–12:00."
    assert view(desk).freshness == "Orario non ancora verificato."


def test_a_desk_without_hours_says_that_they_are_not_known(body):
    seen = view(DeskFactory(parent=body))
    assert seen.state_code == "unknown"
    assert seen.sentence == "Orario: non lo sappiamo ancora"
    assert seen.phone == seen.phone_uri == ""
    assert not seen.is_sample


def test_a_closed_desk_says_when_it_opens(desk):
    seen = view(desk, 1, at=WEDNESDAY.replace(hour=13))
    assert seen.state_code == "closed"
    assert seen.state_label == "Chiuso ora"
    assert "domani" in seen.sentence
    assert seen.order > view(desk, 1).order


def test_the_week_marks_today_and_says_why_a_day_is_closed(desk):
    patron = Patron("Sant'Omobono", 3, 5)
    week = view(desk, 1, patron=patron).week
    assert [row.day for row in week if row.is_today] == ["mercoledì 4"]
    assert week[3].note == "Sant'Omobono"
    assert week[6].hours == ""
    assert len(week) == 7


def test_closures_ahead_are_told_until_their_last_day(desk):
    day = WEDNESDAY.date()
    for first, last, reason in ((9, 9, ""), (0, 0, "ferie"), (-3, -1, "lutto")):
        start = day + dt.timedelta(days=first)
        end = day + dt.timedelta(days=last)
        DeskClosure.objects.create(
            page=desk, starts_on=start, ends_on=end, reason=reason
        )
    assert view(desk).closures_ahead == [
        "il 4 marzo 2026: ferie",
        "il 13 marzo 2026",
    ]


def test_a_check_of_the_desk_makes_its_hours_a_fact(desk):
    phone(desk, "0372 123456")
    Review.objects.create(page=desk, reviewed_on=dt.date.today(), reviewer="Ente")
    html = Client().get(desk.url).content.decode()
    assert "Di solito" not in html
    assert "Orario verificato il" in html


@pytest.mark.parametrize(("month", "day"), [(None, None), (11, None), (None, 13)])
def test_without_a_whole_date_there_is_no_patron(month, day):
    assert patron_of(SiteSettings(patron_month=month, patron_day=day)) is None


# --- groupings of services ---------------------------------------------------------


@pytest.mark.parametrize("slug", GROUPINGS)
def test_an_empty_grouping_says_so_and_its_unknown_term_is_not_found(home, slug):
    answer = Client().get(f"/servizi/{slug}/")
    assert answer.status_code == 200
    assert "Qui non c'è ancora nulla." in answer.content.decode()
    assert Client().get(f"/servizi/{slug}/niente/").status_code == 404


@pytest.mark.parametrize(
    "path",
    ["altro/", "categorie/A/", "categorie/a_b/", "categorie/a/b/", "bisogni/%00/"],
)
def test_addresses_that_are_none_are_not_found(home, path):
    assert Client().get(f"/servizi/{path}").status_code == 404


def test_a_term_counts_published_services_once(body):
    need = NeedFactory(code="casa", name="Una casa", description="Un tetto.")
    for live in (True, True, False):
        sheet = ServiceFactory(parent=body, live=live)
        sheet.needs.add(need, NeedFactory(code="soldi"))
        sheet.save()
    restrict(sheet := ServiceFactory(parent=body))
    sheet.needs.add(need)
    sheet.save()
    NeedFactory(code="vuoto")
    counts = {link.code: link.count for link in links_with_counts("bisogni")}
    assert counts == {"casa": 2, "soldi": 2}
    html = Client().get("/servizi/bisogni/casa/").content.decode()
    assert "2 servizi" in html
    assert "Un tetto." in html
    assert "Di cosa hai bisogno" in html


def test_a_term_s_services_are_paged(body, monkeypatch):
    monkeypatch.setattr(groupings, "PER_PAGE", 3)
    category = CategoryFactory(code="casa", name="Casa")
    for _ in range(4):
        ServiceFactory(parent=body, category=category)
    address = "/servizi/categorie/casa/"
    assert len(Client().get(address).context["services"]) == 3
    assert len(Client().get(f"{address}?pagina=2").context["services"]) == 1
    for wrong in ("abc", "0", "\0", "99"):
        assert Client().get(address, {"pagina": wrong}).status_code == 200


def test_the_list_of_services_shows_ways_in_and_states(body, home):
    sheet = ServiceFactory(parent=body, suspended=True, title="Fermo")
    sheet.category = CategoryFactory(code="casa", name="Casa")
    sheet.topics.add(TopicFactory(code="abitare"))
    sheet.save()
    html = Client().get("/servizi/").content.decode()
    assert "Servizio sospeso" in html
    assert 'href="/servizi/categorie/casa/"' in html
    assert "/servizi/argomenti/abitare/" not in html
    page = ServiceIndexPage.objects.get()
    assert page.search_entry() is None


def test_a_link_is_labelled_by_its_title():
    assert TermLink("Casa", "/c/").label == "Casa"


@pytest.mark.parametrize("path", ["bisogni/casa/", "categorie/casa/", "bisogni/", ""])
def test_lists_ask_as_much_for_many_rows_as_for_few(body, queries, path):
    need, category = NeedFactory(code="casa"), CategoryFactory(code="casa")

    def add(number):
        for _ in range(number):
            sheet = ServiceFactory(parent=body, category=category)
            sheet.needs.add(need)
            sheet.save()

    def count():
        Client().get(f"/servizi/{path}")
        with queries() as found:
            assert Client().get(f"/servizi/{path}").status_code == 200
        return len(found)

    add(1)
    few = count()
    add(9)
    assert count() == few <= 15


# --- order -------------------------------------------------------------------------


def test_capitals_do_not_come_before_small_letters(body, desk):
    for title in ("AgID", "ARERA", "Agenzia", "ATS"):
        DeskFactory(parent=body, title=title, placed=True)
        ServiceFactory(parent=body, title=title, slug=f"per-{title.lower()}")
    assert titles() == ["Agenzia", "AgID", "ARERA", "ATS", "Banco A"]
    index = ServiceIndexPage.objects.get()
    shown = [sheet.title for sheet in Client().get(index.url).context["services"]]
    assert shown == ["Agenzia", "AgID", "ARERA", "ATS"]
    kept = [sheet.title for sheet in Client().get(body.url).context["services"]]
    assert kept == shown


def test_places_come_before_phone_lines_whose_names_are_numbers(body, desk):
    DeskFactory(parent=body, title="112", kind=DeskKind.PHONE_LINE)
    DeskFactory(parent=body, title="Zona nord", placed=True)
    assert titles() == ["Banco A", "Zona nord", "112"]
    assert titles(tipo=DeskKind.PHONE_LINE) == ["112"]


# --- nothing there yet -------------------------------------------------------------


def test_a_grouping_without_terms_has_no_heading(services_index):
    html = Client().get(services_index.url).content.decode()
    for grouping in GROUPINGS.values():
        assert f'<h2 id="{grouping.slug}"' not in html
    assert "Qui non c'è ancora nessun servizio." in html


def test_a_desk_of_a_site_that_asks_nothing_of_access_has_no_empty_section(desk):
    assert "Come si entra" not in Client().get(desk.url).content.decode()
    AccessibilityFeature.objects.create(code="ascensore", name="Ascensore")
    memo.forget()
    assert "Come si entra" in Client().get(desk.url).content.decode()
