"""Lists of news, notices, campaigns and events, wherever they lie in the tree."""

import datetime as dt
import re
from html import unescape

import pytest
from django.test import Client
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from directory.models import DeskPage
from home.models import CampaignPage, EventPage, NoticePage
from home.models.pages import Listing
from tests.factories import DeskFactory, restrict
from tests.home.update_factories import (
    DAY,
    CampaignFactory,
    EventFactory,
    NewsFactory,
    NoticeFactory,
    at_five,
    today,
)


def titles(html):
    found = re.findall(r"<h2[^>]*>\s*<a[^>]*>([^<]*)</a>", html)
    return [unescape(title) for title in found]


@pytest.fixture
def everything(sections, body):
    """One of each, in the sections and in a body's branch."""
    NewsFactory(parent=sections["notizie"], title="Una notizia")
    NewsFactory(parent=body, title="Un comunicato", release=True)
    NoticeFactory(parent=body, title="Un avviso")
    NoticeFactory(parent=sections["avvisi"], title="Un avviso vecchio", past=True)
    NoticeFactory(parent=body, title="Un avviso di domani", coming=True)
    CampaignFactory(parent=body, title="Una campagna")
    CampaignFactory(parent=sections["campagne"], title="Una campagna finita", past=True)
    return sections


@pytest.mark.parametrize(
    ("path", "shown"),
    [
        ("/novita/", {"Una notizia", "Un comunicato", "Un avviso", "Una campagna"}),
        ("/novita/?tipo=notizie", {"Una notizia"}),
        ("/novita/?tipo=comunicati", {"Un comunicato"}),
        ("/novita/?tipo=avvisi", {"Un avviso"}),
        ("/novita/?tipo=campagne", {"Una campagna"}),
        ("/novita/?tipo=archivio", {"Un avviso vecchio", "Una campagna finita"}),
        ("/novita/notizie/", {"Una notizia"}),
        ("/novita/comunicati/", {"Un comunicato"}),
        ("/novita/avvisi/", {"Un avviso"}),
        ("/novita/avvisi/?tipo=archivio", {"Un avviso vecchio"}),
        ("/novita/campagne/", {"Una campagna"}),
        ("/novita/campagne/?tipo=archivio", {"Una campagna finita"}),
    ],
)
def test_each_list_shows_its_kind(everything, main, path, shown):
    assert set(titles(main(path))) == shown


def test_the_archive_says_when_each_was_over(everything, main):
    text = main("/novita/?tipo=archivio")
    assert re.search(r"Campagna.{0,120}· finita (il |l&#x27;|l')", text, re.S)
    assert re.search(r"Avviso.{0,120}· finito (il |l&#x27;|l')", text, re.S)


def test_the_newest_stands_first(sections, main):
    for days in (3, 1, 2):
        NewsFactory(
            parent=sections["notizie"],
            title=f"{days} giorni fa",
            published_on=today() - days * DAY,
        )
    CampaignFactory(parent=sections["campagne"], title="Di oggi")
    assert titles(main("/novita/")) == [
        "Di oggi",
        *(f"{days} giorni fa" for days in (1, 2, 3)),
    ]


def test_what_is_not_public_is_in_no_list(sections, body, other_body, main):
    NewsFactory(parent=body, title="Bozza", live=False)
    NewsFactory(parent=other_body, title="Segreta")
    EventFactory(parent=other_body, title="Incontro segreto")
    restrict(other_body)
    for path in ("/novita/", "/novita/notizie/", "/vivere-crema/eventi/"):
        html = main(path)
        assert "Bozza" not in html
        assert "segret" not in html.lower()


@pytest.mark.parametrize(
    "path", ["/novita/", "/novita/avvisi/", "/vivere-crema/eventi/"]
)
def test_any_question_is_answered(everything, path):
    odd = ("niente", "avvisi", "\0", "a" * 5000)
    numbers = ("2", "999", "-1", "abc", "\0")
    questions = [(word, "1") for word in odd] + [("archivio", n) for n in numbers]
    for word, number in questions:
        answer = Client().get(path, {"tipo": word, "pagina": number})
        assert answer.status_code == 200, (word, number)
        assert not answer.cookies


@pytest.mark.parametrize(
    "path", ["/novita/", "/novita/notizie/", "/vivere-crema/eventi/"]
)
def test_an_empty_list_says_so(sections, main, path):
    assert "Per ora non ci sono" in main(path)
    assert "<article" not in main(path).split("Esplora per tipo")[0]


def test_a_long_list_has_pages_that_keep_the_choice(sections, body, main):
    for _ in range(21):
        NoticeFactory(parent=body, past=True)
    first = main("/novita/?tipo=archivio")
    assert len(titles(first)) == 20
    assert 'href="?tipo=archivio&amp;pagina=2"' in first
    assert len(titles(main("/novita/?tipo=archivio&pagina=2"))) == 1


def test_no_two_views_of_a_list_have_one_title(everything):
    found = set()
    for tail in ("", "?tipo=archivio", "?tipo=avvisi", "?tipo=notizie"):
        html = Client().get(f"/novita/{tail}").content.decode()
        found.add(re.search(r"<title>(.*?)</title>", html, re.S)[1])
    assert len(found) == 4


def test_second_level_names_are_those_of_the_national_model(sections, main):
    html = main("/novita/")
    named = re.findall(r'data-element="news-category-link">([^<]*)<', html)
    assert named == ["Notizie", "Comunicati", "Avvisi"]
    assert ">Campagne</a>" in html


# --- events --------------------------------------------------------------------------------


def event_titles(html):
    return re.findall(r'data-element="event-link"><strong>([^<]*)<', html)


def test_events_to_come_the_nearest_first_and_those_that_passed_apart(
    sections, body, main
):
    for days in (9, 2, 5):
        starts = at_five(today() + days * DAY)
        EventFactory(parent=body, title=f"Fra {days}", starts_at=starts)
    EventFactory(parent=sections["eventi"], title="Ieri", past=True)
    assert event_titles(main("/vivere-crema/eventi/")) == ["Fra 2", "Fra 5", "Fra 9"]
    assert event_titles(main("/vivere-crema/eventi/?tipo=archivio")) == ["Ieri"]


def test_an_event_in_a_list_says_when_where_and_whether_it_is_cancelled(
    sections, body, main
):
    desk = DeskFactory(parent=body, title="Lo sportello")
    EventFactory(parent=body, desk=desk, place="", is_cancelled=True)
    EventFactory(parent=body, place="", online_url="https://example.org/sala")
    html = main("/vivere-crema/eventi/")
    assert "Annullato · alle 17 · Lo sportello" in html
    assert "Alle 17 · In rete" in html


def test_a_desk_that_is_not_public_is_not_named_by_an_event(sections, body, main):
    draft = DeskFactory(parent=body, title="Sportello in bozza")
    secret = DeskFactory(parent=body, title="Casa protetta")
    for desk in (draft, secret):
        event = EventFactory(parent=body, desk=desk, place="")
        assert desk.title in main(event.url)
        # The desk changed afterwards; the event was not saved again.
        is_secret = desk == secret
        DeskPage.objects.filter(pk=desk.pk).update(
            live=is_secret, is_confidential=is_secret
        )
        for path in ("/vivere-crema/eventi/", event.url):
            assert desk.title not in main(path)
        ics = Client().get(f"{event.url}evento.ics").content.decode()
        assert desk.title not in ics
        assert "LOCATION:Luogo da confermare" in ics
        assert "Alle 17 · Luogo da confermare" in main("/vivere-crema/eventi/")
        assert "<dt>Dove</dt><dd>Luogo da confermare</dd>" in main(event.url)


def test_an_event_keeps_what_is_known_of_its_place(sections, body, main):
    desk = DeskFactory(parent=body, title="Sportello in bozza", live=False)
    both = EventFactory(
        parent=body, desk=desk, place="", online_url="https://example.org/sala"
    )
    text = main(both.url)
    assert "<dt>Dove</dt><dd>Luogo da confermare</dd>" in text
    assert "Partecipa da casa" in text
    past = EventFactory(parent=body, desk=desk, place="", past=True)
    assert "Luogo da confermare" not in main(past.url)
    assert "Luogo da confermare" not in main("/vivere-crema/eventi/?tipo=archivio")


# --- how much is asked ---------------------------------------------------------------------


@pytest.mark.parametrize(
    "path",
    ["/novita/", "/novita/?tipo=archivio", "/novita/avvisi/", "/vivere-crema/eventi/"],
)
def test_many_rows_cost_as_much_as_few(sections, body, queries, path):
    desk = DeskFactory(parent=body)

    def add(number):
        for _ in range(number):
            NewsFactory(parent=body)
            NoticeFactory(parent=body)
            NoticeFactory(parent=body, past=True)
            CampaignFactory(parent=body)
            EventFactory(parent=body, desk=desk)

    def count():
        Client().get(path)
        with queries() as found:
            assert Client().get(path).status_code == 200
        return len(found)

    add(1)
    few = count()
    add(9)
    assert count() == few <= 15


# --- the database and the pure rule say the same -------------------------------------------------


@pytest.fixture
def spans(sections):
    """Notices, campaigns and events around a day, each with all ends that may be."""
    on = dt.date(2026, 6, 15)
    for before in range(-2, 3):
        for after in range(before, 3):
            starts, ends = on + before * DAY, on + after * DAY
            NoticeFactory(parent=sections["avvisi"], starts_on=starts, ends_on=ends)
            CampaignFactory(parent=sections["campagne"], starts_on=starts, ends_on=ends)
            EventFactory(
                parent=sections["eventi"],
                starts_at=at_five(starts),
                ends_at=at_five(ends),
            )
        starts = on + before * DAY
        CampaignFactory(parent=sections["campagne"], starts_on=starts)
        CampaignFactory(parent=sections["campagne"], ends_on=starts)
        EventFactory(parent=sections["eventi"], starts_at=at_five(starts))
    CampaignFactory(parent=sections["campagne"])
    return on


@given(st.integers(-3, 3), st.integers(0, 23))
@settings(
    max_examples=15,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
def test_the_database_agrees_with_the_rule(spans, days, hour):
    on = spans + days * DAY
    for model in (NoticePage, CampaignPage):
        found = set(model.objects.in_force(on))
        assert found == {p for p in model.objects.all() if p.period.holds_on(on)}
        past = set(model.objects.past(on))
        assert past == {
            p for p in model.objects.all() if p.period.state_on(on) == "past"
        }
        assert past.isdisjoint(model.objects.not_past(on))
    at = timezone.make_aware(dt.datetime.combine(on, dt.time(hour)))
    over = {event for event in EventPage.objects.all() if event.is_over(at)}
    assert set(EventPage.objects.past(at)) == over
    assert over.isdisjoint(EventPage.objects.to_come(at))


def test_every_list_is_known(sections):
    plain = {"children", "organisations", "desks", "nothing"}
    from home.lists import CHOICES

    assert set(Listing.values) - plain == set(CHOICES)
    assert DeskPage.objects.count() == 0
