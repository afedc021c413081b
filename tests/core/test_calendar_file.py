"""An iCalendar file says what was put into it, to whoever reads it by the standard."""

import datetime as dt
import re
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from core.calendar_file import (
    CalendarEvent,
    Mailbox,
    Method,
    calendar,
    escaped,
    folded,
)

ROME = ZoneInfo("Europe/Rome")
TEXT = st.text(
    st.characters(exclude_categories=["Cs", "Cc", "Zl", "Zp"])
    | st.sampled_from("\n\\;,:àè€😀"),
    max_size=300,
)
MOMENTS = st.datetimes(
    dt.datetime(1990, 1, 1), dt.datetime(2090, 1, 1), timezones=st.just(ROME)
).map(lambda at: at.replace(microsecond=0))


def unfolded(text):
    """Lines as they were before they were cut (RFC 5545, 3.1)."""
    return text.replace("\r\n ", "").split("\r\n")


def value(text):
    """A text value as it was before it was escaped (3.3.11)."""
    kept = {"n": "\n", "N": "\n"}
    return re.sub(r"\\(.)", lambda m: kept.get(m[1], m[1]), text)


def read(text):
    """The events of a file, each a table of its properties."""
    parts = "\n".join(unfolded(text)).split("BEGIN:VEVENT\n")[1:]
    lines = [part.split("END:VEVENT")[0].splitlines() for part in parts]
    return [dict(line.split(":", 1) for line in event) for event in lines]


@given(TEXT, TEXT, TEXT, MOMENTS, st.timedeltas(dt.timedelta(0), dt.timedelta(9)))
def test_what_is_written_is_read_back(title, place, text, starts, length):
    event = CalendarEvent(
        uid="f3b5",
        title=title,
        place=place,
        text=text,
        starts_at=starts,
        ends_at=starts + length,
        changed_at=starts,
        url="https://example.org/a/?b=1,2;c",
    )
    file = calendar([event, event], "Gli eventi")
    first, second = read(file)
    assert first == second
    assert value(first.get("SUMMARY", "")) == title
    assert value(first.get("LOCATION", "")) == place
    assert value(first.get("DESCRIPTION", "")) == text
    assert first["URL"] == "https://example.org/a/?b=1,2;c"
    stamp = dt.datetime.strptime(first["DTSTART"], "%Y%m%dT%H%M%SZ")
    # In UTC: an hour that the clock leaps over equals nothing in Italy.
    assert stamp.replace(tzinfo=dt.UTC) == starts.astimezone(dt.UTC)
    assert {"UID", "DTSTAMP", "DTEND", "STATUS"} <= first.keys()


@given(TEXT)
def test_no_line_is_longer_than_75_octets_and_no_character_is_cut(text):
    lines = folded(f"SUMMARY:{escaped(text)}").split("\r\n")
    assert all(len(line.encode()) <= 75 for line in lines)
    assert all(line.startswith(" ") for line in lines[1:])


@given(st.text(max_size=200))
def test_no_text_begins_a_line_of_its_own(text):
    event = CalendarEvent(
        uid=text,
        title=text,
        url=text,
        starts_at=dt.datetime(2026, 1, 1, tzinfo=ROME),
        changed_at=dt.datetime(2026, 1, 1, tzinfo=ROME),
    )
    lines = unfolded(calendar([event]))
    names = {line.partition(":")[0] for line in lines if line}
    known = "BEGIN END VERSION PRODID METHOD UID DTSTAMP LAST-MODIFIED DTSTART"
    assert names <= {*known.split(), "SUMMARY", "URL", "STATUS"}
    assert not re.search(r"[\x00-\x08\x0b\x0c\x0e-\x1f]", "".join(lines))


def test_the_hour_is_that_of_italy_in_summer_and_in_winter():
    for month, hour in ((1, "16"), (7, "15")):
        at = dt.datetime(2026, month, 5, 17, tzinfo=ROME)
        (event,) = read(calendar([CalendarEvent("x", "T", at, at)]))
        assert event["DTSTART"] == f"20260{month}05T{hour}0000Z"
        assert "DTEND" not in event


def test_a_cancelled_event_says_so_and_an_empty_file_is_a_calendar():
    at = dt.datetime(2026, 1, 5, 17, tzinfo=ROME)
    (event,) = read(calendar([CalendarEvent("x", "T", at, at, is_cancelled=True)]))
    assert event["STATUS"] == "CANCELLED"
    assert calendar([]).startswith("BEGIN:VCALENDAR\r\nVERSION:2.0\r\n")
    assert calendar([]).endswith("END:VCALENDAR\r\n")


def test_a_file_says_what_it_is_called_where_it_is_called_something():
    assert "X-WR-CALNAME:Corsi\\, incontri\r\n" in calendar([], "Corsi, incontri")
    assert "X-WR-CALNAME" not in calendar([])


def invitation(at, **more):
    facts = {
        "sequence": 2,
        "organiser": Mailbox("Sportello Sociale", "sportello@example.org"),
        "attendees": (Mailbox('Anna "Nina" Bò', "nina@example.org"),),
    }
    return CalendarEvent("uid-1", "Riunione", at, at, **facts | more)


def test_an_invitation_names_who_sends_it_to_whom_and_its_number():
    """RFC 5546, 3.2.2: METHOD, ORGANIZER, ATTENDEE, SEQUENCE."""
    at = dt.datetime(2026, 1, 5, 17, tzinfo=ROME)
    lines = unfolded(calendar([invitation(at)], method=Method.REQUEST))
    assert "METHOD:REQUEST" in lines
    assert "SEQUENCE:2" in lines
    assert 'ORGANIZER;CN="Sportello Sociale":mailto:sportello@example.org' in lines
    (attendee,) = [line for line in lines if line.startswith("ATTENDEE;")]
    assert attendee.endswith("CN=\"Anna 'Nina' Bò\":mailto:nina@example.org")
    assert "RSVP=FALSE" in attendee
    called_off = unfolded(
        calendar([invitation(at, is_cancelled=True)], method=Method.CANCEL)
    )
    assert {"METHOD:CANCEL", "STATUS:CANCELLED", "UID:uid-1"} <= set(called_off)


@given(st.text(max_size=120), st.text(max_size=60))
def test_no_name_breaks_out_of_its_quotes_or_its_line(name, email):
    at = dt.datetime(2026, 1, 5, 17, tzinfo=ROME)
    text = calendar([invitation(at, attendees=(Mailbox(name, email),))])
    physical = text.split("\r\n")
    assert all(len(line.encode()) <= 75 for line in physical)
    lines = unfolded(text)
    (attendee,) = [line for line in lines if line.startswith("ATTENDEE;")]
    assert attendee.partition("mailto:")[0].count('"') >= 2
    assert attendee.count('"') == 2 + email.count('"')
    assert [line.partition(":")[0] for line in lines if line][-1] == "END"


def test_what_is_published_carries_no_number_and_nobody():
    at = dt.datetime(2026, 1, 5, 17, tzinfo=ROME)
    text = calendar([CalendarEvent("x", "T", at, at)])
    assert "SEQUENCE" not in text
    assert "ORGANIZER" not in text
    assert "METHOD:PUBLISH" in text
