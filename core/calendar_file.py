"""Events as an iCalendar file (RFC 5545), published or sent as an invitation (RFC 5546). Pure.

Moments are written in UTC, which is exact for what happens once and needs no table of a zone's
rules in the file; each calendar shows them in its reader's own time.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum

# RFC 5545, 3.1: no line is longer, its end not counted; octets, not characters.
LONGEST_LINE = 75
END = "\r\n"
PRODUCT = "-//Sportello Sociale//Eventi//IT"


class Method(StrEnum):
    """What a file is for: to be read, to invite (or to change an invitation), to call off."""

    PUBLISH = "PUBLISH"
    REQUEST = "REQUEST"
    CANCEL = "CANCEL"


@dataclass(frozen=True)
class Mailbox:
    """Who invites or is invited."""

    name: str
    email: str


@dataclass(frozen=True)
class CalendarEvent:
    """One event. `uid` is the same for ever; `changed_at` is when it was last published.

    An invitation names who sends it and to whom; `sequence` grows with each change, and a calendar
    takes no notice of one that is lower than what it has.
    """

    uid: str
    title: str
    starts_at: datetime
    changed_at: datetime
    ends_at: datetime | None = None
    place: str = ""
    text: str = ""
    url: str = ""
    is_cancelled: bool = False
    sequence: int | None = None
    organiser: Mailbox | None = None
    attendees: tuple[Mailbox, ...] = ()


def calendar(
    events: Iterable[CalendarEvent], name: str = "", method: Method = Method.PUBLISH
) -> str:
    """The whole file, its lines ended as the standard wants."""
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", f"PRODID:{PRODUCT}", f"METHOD:{method}"]
    if name:
        lines.append(f"X-WR-CALNAME:{escaped(name)}")
    for event in events:
        lines += _event(event)
    lines.append("END:VCALENDAR")
    return "".join(f"{folded(line)}{END}" for line in lines)


def _event(event: CalendarEvent) -> list[str]:
    texts = {
        "SUMMARY": event.title,
        "LOCATION": event.place,
        "DESCRIPTION": event.text,
    }
    return [
        "BEGIN:VEVENT",
        f"UID:{escaped(event.uid)}",
        f"DTSTAMP:{moment(event.changed_at)}",
        f"LAST-MODIFIED:{moment(event.changed_at)}",
        *([] if event.sequence is None else [f"SEQUENCE:{event.sequence}"]),
        f"DTSTART:{moment(event.starts_at)}",
        *([f"DTEND:{moment(event.ends_at)}"] if event.ends_at else []),
        *[f"{name}:{escaped(text)}" for name, text in texts.items() if text],
        # An address is no text: it is not escaped (3.3.13), but it may not end the line.
        *([f"URL:{_visible(event.url)}"] if event.url else []),
        *_people(event),
        f"STATUS:{'CANCELLED' if event.is_cancelled else 'CONFIRMED'}",
        "END:VEVENT",
    ]


def _people(event: CalendarEvent) -> list[str]:
    """Answers are given on the site, so no calendar is asked for one."""
    sender = event.organiser
    lines = [f"ORGANIZER;{_mailbox(sender)}"] if sender else []
    asks = "ROLE=REQ-PARTICIPANT;PARTSTAT=NEEDS-ACTION;RSVP=FALSE"
    return lines + [f"ATTENDEE;{asks};{_mailbox(one)}" for one in event.attendees]


def _mailbox(one: Mailbox) -> str:
    """A quoted name holds no quotation mark (3.2); an address holds nothing but itself."""
    name = _visible(one.name).replace('"', "'")
    email = "".join(_visible(one.email).split())
    return f'CN="{name}":mailto:{email}'


def moment(at: datetime) -> str:
    """`20261212T160000Z`."""
    return at.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")


def escaped(text: str) -> str:
    """A text as a value (3.3.11); characters that no calendar can hold are left out."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    kept = (_visible(line) for line in lines)
    return "\\n".join(_guarded(line) for line in kept)


def _guarded(line: str) -> str:
    for char in "\\;,":
        line = line.replace(char, f"\\{char}")
    return line


def _visible(line: str) -> str:
    return "".join(c for c in line if c >= " " and c != "\x7f")


def folded(line: str) -> str:
    """A line cut at 75 octets, never within a character; what follows begins with a space."""
    parts, part, size = [], "", 0
    for char in line:
        octets = len(char.encode())
        if size + octets > LONGEST_LINE:
            parts.append(part)
            # The space that marks what follows is counted with it.
            part, size = "", 1
        part += char
        size += octets
    return f"{END} ".join([*parts, part])
