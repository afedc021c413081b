"""What a sheet tells of its desks, on the screen and on paper, and each thing once."""

import datetime as dt
import re

import pytest
from django.test import Client

from core.models import Review
from directory.desk_hours import DeskView
from directory.models import Amount, DeskClosure, DeskHours
from directory.models.desk import DeskKind
from directory.opening_hours import Schedule
from tests.factories import (
    DeskFactory,
    NeedFactory,
    ServiceFactory,
    TopicFactory,
    offer,
    open_every_weekday,
    phone,
)

# A Wednesday: the desk is open from 9 to 12.
IN_HOURS = dt.datetime(2026, 3, 4, 10, tzinfo=dt.UTC)
AFTER_HOURS = dt.datetime(2026, 3, 4, 13, tzinfo=dt.UTC)


@pytest.fixture
def sheet(body):
    return ServiceFactory(parent=body, title="ISEE")


@pytest.fixture
def desk(body, sheet):
    page = DeskFactory(parent=body, title="Banco", placed=True)
    open_every_weekday(page)
    offer(page, sheet)
    return page


def view(desk, at=IN_HOURS, *, checked=True):
    return DeskView(desk, at, verified_on=at.date() if checked else None)


def card_of(page, title="Banco"):
    html = Client().get(page.url).content.decode()
    return next(
        c for c in re.findall(r"<article.*?</article>", html, re.S) if title in c
    )


# --- the state and the sentence beside it ------------------------------------------


@pytest.mark.parametrize(
    ("at", "label", "beside"),
    [
        (IN_HOURS, "Aperto ora", "Fino alle 12:00"),
        (AFTER_HOURS, "Chiuso ora", "Apre domani alle 9:00"),
    ],
)
def test_the_state_is_not_said_twice(desk, at, label, beside):
    seen = view(desk, at)
    assert (seen.state_label, seen.beside_state) == (label, beside)
    assert seen.sentence.startswith(label)


def test_a_phone_line_that_answers_says_until_when(body):
    line = DeskFactory(parent=body, kind=DeskKind.PHONE_LINE)
    open_every_weekday(line)
    assert view(line).state_label == "Risponde ora"
    assert view(line).beside_state == "Fino alle 12:00"


def test_what_says_more_than_the_state_stays_whole(desk):
    DeskClosure.objects.create(
        page=desk,
        starts_on=IN_HOURS.date(),
        ends_on=dt.date(2026, 3, 8),
        reason="ferie",
    )
    assert view(desk).beside_state.startswith("Chiuso per ferie fino all'8 marzo")


def test_day_and_night_and_unknown_hours_stay_whole(body):
    always = DeskFactory(parent=body)
    for weekday in range(7):
        DeskHours.objects.create(
            page=always, weekday=weekday, opens=dt.time(0), closes=dt.time(0)
        )
    unknown = DeskFactory(parent=body)
    assert view(always).beside_state == "Aperto 24 ore su 24"
    assert view(unknown).beside_state == "Orario: non lo sappiamo ancora"


def test_usual_hours_are_told_as_usual(desk):
    phone(desk)
    told = view(desk, checked=False).beside_state
    assert told == "Orario di oggi: 9:00–12:00. Prima di partire telefona."


# --- hours of the service at this desk ---------------------------------------------


def test_hours_of_the_service_are_not_contradicted_by_the_desks_state(
    desk, sheet, monkeypatch
):
    monkeypatch.setattr(
        "directory.contexts.timezone.localtime", lambda *a, **k: IN_HOURS
    )
    Review.objects.create(page=desk, reviewed_on=IN_HOURS.date(), reviewer="Anna")
    assert "Aperto ora" in card_of(sheet)
    desk.services.update(hours="solo il martedì mattina")
    card = card_of(sheet)
    assert "solo il martedì mattina" in card
    assert "Aperto ora" not in card
    assert "Da lunedì a venerdì" not in card


# --- paper -------------------------------------------------------------------------


def test_on_paper_the_usual_hours_stand_in_place_of_those_of_now(desk, sheet):
    card = card_of(sheet)
    (now,) = re.findall(r'<li class="no-print">.*?</li>', card, re.S)
    assert "prima di partire" in now.lower()
    (usual,) = re.findall(r'<li class="only-print">.*?</li>', card, re.S)
    assert "<span>Da lunedì a venerdì: 9:00–12:00</span>" in usual


def test_the_usual_hours_of_an_example_say_so_on_paper(desk, sheet):
    desk.hours_are_sample = True
    desk.save()
    assert "9:00–12:00 (orario di esempio)</span></li>" in card_of(sheet)


def test_where_no_hours_are_known_paper_says_so(body, sheet):
    offer(DeskFactory(parent=body, title="Banco"), sheet)
    card = card_of(sheet)
    assert "<li><svg" in card.replace("\n", "")
    assert "only-print" not in card
    assert "Orario: non lo sappiamo ancora" in card


def test_notes_stand_beside_the_usual_hours(desk):
    desk.hours.update(by_appointment=True)
    assert view(desk).usual == ["Da lunedì a venerdì: 9:00–12:00 (su appuntamento)"]


def test_what_paper_tells_asks_no_calendar(desk, monkeypatch):
    monkeypatch.setattr(Schedule, "state", lambda *_: pytest.fail("time was read"))
    assert len(view(desk).usual) == 1


# --- terms -------------------------------------------------------------------------


def test_a_topic_and_a_need_of_one_name_are_one_link(sheet):
    sheet.topics.add(TopicFactory(code="lavoro"), TopicFactory(code="casa"))
    sheet.needs.add(
        NeedFactory(code="un-lavoro", name="Lavoro"), NeedFactory(code="soldi")
    )
    sheet.save()
    context = Client().get(sheet.url).context
    assert [link.title for link in context["topic_links"]] == ["Casa", "Lavoro"]
    assert [link.title for link in context["need_links"]] == ["Soldi"]


@pytest.mark.parametrize(
    ("cost", "has_amount"), [("<p>È gratuito.</p>", False), ("", True), ("", False)]
)
def test_amounts_are_shown_with_or_without_words_about_the_cost(body, cost, has_amount):
    page = ServiceFactory(parent=body, cost=cost)
    if has_amount:
        Amount.objects.create(page=page, label="Soglia", value="9360", source="D.M.")
    html = Client().get(page.url).content.decode()
    assert ("Importi e soglie" in html) is has_amount
    assert ("È gratuito." in html) is bool(cost)
    assert html.count("#quanto-costa") == (2 if cost or has_amount else 0)
