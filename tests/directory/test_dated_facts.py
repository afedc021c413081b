"""What is shown on a day, and facts in words: pure rules, tried on their edges."""

import datetime as dt
from decimal import Decimal
from types import SimpleNamespace as Row

import pytest
from hypothesis import given
from hypothesis import strategies as st

from directory.amounts import amounts_on
from directory.dated import deadlines_ahead, period, rules_on, shown_deadline
from directory.facts import UNKNOWN, age, ages_of, map_url, organisation_facts
from directory.models import Amount, DatedRule, Deadline, OrganisationPhone
from directory.plain_text import plain
from directory.sections import SECTIONS, sections_of
from tests.factories import OrganisationFactory

DAY = dt.date(2026, 1, 1)
EVE = DAY - dt.timedelta(1)
NEXT = DAY + dt.timedelta(1)


def amount(value=100, first=None, last=None, label="Soglia", **more):
    return Amount(
        label=label,
        value=Decimal(value),
        valid_from=first,
        valid_until=last,
        **{"source": "D.M.", **more},
    )


@pytest.mark.parametrize(
    ("first", "last", "expected"),
    [
        (None, None, ["100 euro"]),
        (DAY, None, ["100 euro"]),
        (None, DAY, ["100 euro"]),
        (DAY, DAY, ["100 euro"]),
        (None, EVE, [""]),
        (NEXT, None, []),
        (NEXT, NEXT, []),
    ],
)
def test_an_amount_is_shown_in_its_time_and_hidden_after_it(first, last, expected):
    assert [a.value for a in amounts_on([amount(100, first, last)], DAY)] == expected


def test_the_new_value_takes_the_place_of_the_old_one_on_its_day():
    rows = [amount(1, None, EVE), amount(2, DAY, None)]
    for order in (rows, rows[::-1]):
        assert [a.value for a in amounts_on(order, EVE)] == ["1 euro"]
        assert [a.value for a in amounts_on(order, DAY)] == ["2 euro"]


def test_between_two_values_the_line_reads_as_being_updated():
    rows = [amount(1, None, EVE), amount(2, NEXT, None)]
    assert [(a.label, a.value, a.source) for a in amounts_on(rows, DAY)] == [
        ("Soglia", "", "")
    ]


def test_a_line_says_until_when_and_whence():
    (line,) = amounts_on([amount(1, None, NEXT, note="Al mese.", source_url="u")], DAY)
    assert line.validity == "Al mese. Vale fino al 2 gennaio 2026"
    assert (line.source, line.url) == ("D.M.", "u")


@given(
    st.lists(
        st.tuples(
            st.sampled_from("AB"),
            st.none() | st.dates(EVE, NEXT),
            st.none() | st.dates(EVE, NEXT),
        ),
        max_size=6,
    )
)
def test_an_expired_value_is_never_shown(rows):
    made = [amount(n, f, u, label) for n, (label, f, u) in enumerate(rows)]
    valid = {row.amount for row in made if row.is_valid_on(DAY)}
    lines = amounts_on(made, DAY)
    assert {line.value for line in lines if line.value} <= valid
    assert len({line.label for line in lines}) == len(lines)
    assert {row.label for row in made if row.is_valid_on(DAY)} <= {
        line.label for line in lines if line.value
    }


def rule(title, first=None, last=None):
    return DatedRule(title=title, text="<p>.</p>", valid_from=first, valid_until=last)


def test_the_rule_of_today_and_that_of_tomorrow_are_told_the_past_one_is_not():
    rows = [rule("poi", NEXT), rule("oggi", DAY, DAY), rule("prima", None, EVE)]
    shown = rules_on(rows, DAY)
    assert [(r.title, r.is_current) for r in shown] == [("oggi", True), ("poi", False)]
    assert shown[0].period == "Vale dal 1° gennaio 2026 fino al 1° gennaio 2026."
    assert [r.title for r in rules_on(rows, EVE)] == ["prima", "oggi", "poi"]


@pytest.mark.parametrize(
    ("first", "last", "text"),
    [
        (None, None, ""),
        (DAY, None, "Vale dal 1° gennaio 2026."),
        (None, DAY, "Vale fino al 1° gennaio 2026."),
    ],
)
def test_a_period_is_told_as_far_as_it_is_known(first, last, text):
    assert period(rule("x", first, last)) == text


def deadline(title, opens=None, closes=None, note=""):
    return Deadline(title=title, opens_on=opens, closes_on=closes, note=note)


def test_deadlines_are_ahead_until_the_end_of_their_day():
    rows = [
        deadline("b", None, NEXT),
        deadline("chiude oggi", None, DAY),
        deadline("chiuso ieri", None, EVE),
        deadline("si apre oggi", DAY, None),
        deadline("aperto ieri", EVE, None),
        deadline("a", NEXT, NEXT),
    ]
    shown = deadlines_ahead(rows, DAY)
    assert [line.title for line in shown] == ["chiude oggi", "si apre oggi", "a", "b"]


def test_a_call_that_has_not_begun_says_when_it_will():
    assert (
        shown_deadline(deadline("x", NEXT, NEXT, "Online."), DAY).note
        == "Si apre il 2 gennaio 2026. Online."
    )
    assert shown_deadline(deadline("x", DAY, NEXT), DAY).note == ""
    assert shown_deadline(deadline("x", None, DAY), DAY, "/s/").url == "/s/"


@pytest.mark.parametrize(
    ("years", "words"),
    [
        ("0.25", "3 mesi"),
        ("0.08", "1 mese"),
        ("1.5", "18 mesi"),
        ("1", "1 anno"),
        ("1.00", "1 anno"),
        ("2", "2 anni"),
        ("2.50", "2,5 anni"),
        ("18.00", "18 anni"),
        ("100", "100 anni"),
        ("120.00", "120 anni"),
        ("0", "0 anni"),
    ],
)
def test_ages_are_told_as_people_tell_them(years, words):
    assert age(Decimal(years)) == words


@pytest.mark.parametrize(
    ("low", "high", "words"),
    [
        (None, None, ""),
        ("0.25", "3", "da 3 mesi a 3 anni"),
        ("65", None, "da 65 anni"),
        (None, "18", "fino a 18 anni"),
        ("0", "3", "fino a 3 anni"),
        ("0", None, ""),
    ],
)
def test_a_range_of_ages_is_told_in_words(low, high, words):
    numbers = [None if text is None else Decimal(text) for text in (low, high)]
    assert ages_of(Row(min_age=numbers[0], max_age=numbers[1])) == words


def test_a_place_opens_in_the_phone_s_map():
    assert map_url(Row(latitude=Decimal("45.1"), longitude=Decimal("10.0"))) == (
        "geo:45.1,10.0"
    )
    assert map_url(Row(latitude=None, longitude=None)) == ""
    assert map_url(Row(latitude=Decimal(0), longitude=Decimal(0))) == "geo:0,0"


def test_what_is_not_known_of_a_body_is_said(body):
    facts = {fact.term: fact.value for fact in organisation_facts(body)}
    assert facts == {"Tipo di ente": "Comune", "Sede": UNKNOWN, "Telefono": UNKNOWN}


def test_what_is_known_of_a_body_is_told_with_its_links(body, services_index):
    branch = OrganisationFactory(
        parent=services_index,
        parent_body=body,
        legal_name="Ufficio X",
        email="a@example.org",
        pec="p@example.org",
        website="https://example.org/",
        tax_code="00297960197",
        street="Via Po 1",
    )
    OrganisationPhone.objects.create(page=branch, number="0372123456", label="Ufficio")
    facts = {fact.term: fact for fact in organisation_facts(branch)}
    assert facts["Fa parte di"].url == body.url
    assert facts["Ufficio"].url == "tel:+390372123456"
    assert facts["E-mail"].url == "mailto:a@example.org"
    assert facts["Sede"].value == "Via Po 1"
    assert "Telefono" not in facts


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<p>Uno</p><p>due</p>", "Uno due"),
        ("<ul><li>a</li><li>b</li></ul>", "a b"),
        ("a<br/>b", "a b"),
        ("<b>a</b>b", "a b"),
        ("  a \n b ", "a b"),
        ("", ""),
        ("Caff&egrave; &amp; t&egrave;", "Caffè & tè"),
    ],
)
def test_rich_text_is_read_without_its_tags(html, text):
    assert plain(html) == text


def test_sections_without_anything_to_say_are_left_out():
    full = Row(description="x", on_behalf="x", tells_cost=True)
    assert sections_of(full) == list(SECTIONS)
    names = {
        s.name for s in sections_of(Row(description="", on_behalf="", tells_cost=False))
    }
    mandatory = {
        "A chi è rivolto",
        "Come fare",
        "Cosa serve",
        "Cosa si ottiene",
        "Tempi e scadenze",
        "Accedi al servizio",
        "Condizioni di servizio",
        "Contatti",
    }
    assert mandatory <= names
    assert "Quanto costa" not in names
