"""What the list says of each service: one frozen line. Pure: plain data in and out.

A line holds what a visitor could read on its day and nothing else. `VERSION` grows when lines
change their shape: a list of an older version is still read.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from typing import Any

VERSION = 1
STATUSES = {"active": "Attivo", "suspended": "Sospeso", "closed": "Non più attivo"}
CONFIDENTIAL = "Luogo protetto: l'indirizzo non è pubblico"


@dataclass(frozen=True)
class Body:
    """A body, by the key that its page keeps for ever."""

    key: str
    name: str


@dataclass(frozen=True)
class Desk:
    """What a desk does for one service, with how to reach it. `hours` are the usual ones."""

    key: str
    name: str
    kind: str
    level: str
    body: Body | None = None
    address: str = ""
    phones: tuple[str, ...] = ()
    email: str = ""
    hours: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Line:
    """One service.

    `keeper` writes the sheet, `owner` answers for the service, `manager` runs it where it is
    another body (*affidato*). `texts` holds (section, digest) of what is too long for a list;
    days are ISO dates, or empty.
    """

    key: str
    title: str
    url: str = ""
    summary: str = ""
    category: str = ""
    status: str = "active"
    status_reason: str = ""
    status_until: str = ""
    keeper: Body | None = None
    owner: Body | None = None
    manager: Body | None = None
    management: str = ""
    access: tuple[str, ...] = ()
    cost: str = ""
    desks: tuple[Desk, ...] = ()
    texts: tuple[tuple[str, str], ...] = ()
    verified_on: str = ""
    verified_by: str = ""

    @property
    def status_label(self) -> str:
        """The state in words."""
        return STATUSES.get(self.status, self.status)

    @property
    def verified(self) -> dt.date | None:
        """The day of the last check."""
        return dt.date.fromisoformat(self.verified_on) if self.verified_on else None

    @property
    def bodies(self) -> dict[str, Body]:
        """Whom the service concerns, by key: who keeps, answers for, runs or offers it."""
        own = [self.keeper, self.owner, self.manager]
        found = [*own, *(desk.body for desk in self.desks)]
        return {body.key: body for body in found if body is not None}


def to_data(line: Line) -> dict[str, Any]:
    """The line as plain data that JSON can carry."""
    return asdict(line)


def from_data(data: dict[str, Any]) -> Line:
    """The inverse of `to_data`, also after JSON. Raises TypeError for another shape."""
    named = {name: _body(data[name]) for name in ("keeper", "owner", "manager")}
    return Line(
        **{
            **data,
            **named,
            "access": tuple(data["access"]),
            "desks": tuple(_desk(row) for row in data["desks"]),
            "texts": tuple((name, digest) for name, digest in data["texts"]),
        }
    )


def _body(data: dict[str, Any] | None) -> Body | None:
    return Body(**data) if data else None


def _desk(data: dict[str, Any]) -> Desk:
    lists = {name: tuple(data[name]) for name in ("phones", "hours", "notes")}
    return Desk(**{**data, **lists, "body": _body(data["body"])})


def content_of(lines: Iterable[Line]) -> dict[str, Any]:
    """A whole list as it is kept."""
    return {"version": VERSION, "lines": [to_data(line) for line in lines]}


def lines_of(content: dict[str, Any]) -> tuple[Line, ...]:
    """The lines of a list that was kept. Raises ValueError for a version that is not known."""
    if content.get("version") != VERSION:
        raise ValueError(f"unknown version of the list: {content.get('version')!r}")
    return tuple(from_data(data) for data in content["lines"])


def digest_of(lines: Sequence[Line]) -> str:
    """SHA-256 of the list, in hexadecimal digits: the same for the same content, anywhere."""
    text = json.dumps(
        content_of(lines), ensure_ascii=False, sort_keys=True, separators=(",", ":")
    )
    return hashlib.sha256(text.encode()).hexdigest()


def mark_of_text(text: str) -> str:
    """A short digest that tells one text from another; empty for no text."""
    return hashlib.sha256(text.encode()).hexdigest()[:16] if text else ""
