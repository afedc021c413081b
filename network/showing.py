"""The parts of an agreement as its page shows them. Asks for no rows."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from core.addresses import address_of
from network import fingerprints
from network.wording import act_name, member_since

WHO_IS = {
    "servicepage": "Servizio",
    "deskpage": "Sportello",
    "organisationpage": "Ente",
}
ALL_SIDES = "Tutte le parti"


@dataclass(frozen=True)
class Line:
    """A link with what it is and a word more; `url` is empty where there is no page."""

    title: str
    url: str = ""
    kind: str = ""
    text: str = ""


@dataclass(frozen=True)
class ShownDuty:
    """A promise, what fulfils it, what attests it."""

    text: str
    article: str
    lines: list[Line]
    evidence: list[Any]


@dataclass
class Side:
    """Who promises, what, and to whom: the other sides."""

    name: str
    towards: str = ""
    duties: list[ShownDuty] = field(default_factory=list)


def sides_of(
    page: Any, targets: Mapping[int, Any], evidence: Mapping[str, list[Any]]
) -> list[Side]:
    """Duties by side, in the order of the agreement."""
    sides: dict[str, Side] = {}
    for duty in page.duties.all():
        rows = [r for r in page.fulfilments.all() if r.duty == duty.code]
        lines = [
            _target(r, targets[r.target_id]) for r in rows if r.target_id in targets
        ]
        shown = ShownDuty(duty.text, duty.article, lines, evidence.get(duty.code, []))
        side = sides.setdefault(duty.side, Side(duty.side or ALL_SIDES))
        side.duties.append(shown)
    named = list(sides.values())
    for side in named:
        side.towards = ", ".join(one.name for one in named if one is not side)
    return named


def _target(row: Any, target: Any) -> Line:
    kind = WHO_IS.get(target.cached_content_type.model, "Pagina")
    return Line(target.title, address_of(target.url_path), kind, row.note)


def named(row: Any, bodies: Mapping[int, Any], text: str = "") -> Line:
    """A party or a member by the act's name, with a link where the body has a page."""
    body = bodies.get(row.organisation_id or 0)
    return Line(row.name, (body.url or "") if body else "", text=text)


def members_of(page: Any, bodies: Mapping[int, Any], on: dt.date) -> list[Line]:
    """Who sits in a body of the network on a day; who has left is not shown."""
    rows = [r for r in page.members.all() if not (r.left_on and r.left_on < on)]
    return [
        named(
            row,
            bodies,
            ", ".join(filter(None, [row.role, member_since(row.joined_on, on)])),
        )
        for row in rows
    ]


@dataclass(frozen=True)
class ShownAct:
    """An act with its name in full."""

    name: str
    body: str
    row: Any


def acts_of(page: Any) -> list[ShownAct]:
    """The acts of an agreement, in its order."""
    return [
        ShownAct(act_name(row.kind, row.number, row.dated_on), row.body, row)
        for row in page.acts.all()
    ]


@dataclass(frozen=True)
class ShownDocument:
    """A document; `is_stale`: its file was replaced after the fingerprint was taken."""

    title: str
    url: str
    size: int
    sha256: str
    source: str
    is_stale: bool
    page_title: str = ""
    page_url: str = ""

    @property
    def groups(self) -> list[str]:
        """The fingerprint in groups of eight."""
        return fingerprints.groups(self.sha256)


def documents_of(page: Any, files: Mapping[int, Any]) -> list[ShownDocument]:
    """The documents of a page; a file that is gone leaves its fingerprint."""
    return [document(row, files.get(row.document_id)) for row in page.documents.all()]


def document(row: Any, file: Any, **more: str) -> ShownDocument:
    """One document; `more` are the title and address of the page that publishes it."""
    return ShownDocument(
        title=row.title,
        url=file.url if file else "",
        size=(file.file_size or 0) if file else 0,
        sha256=row.sha256,
        source=row.source,
        is_stale=bool(file and row.file_mark != file.file_hash),
        **more,
    )


def fingerprinted(documents: Iterable[ShownDocument]) -> list[ShownDocument]:
    """Those with which a file can be compared."""
    return [one for one in documents if one.sha256 and not one.is_stale]
