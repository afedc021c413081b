"""Looks for what was changed in the sealed log, and tells the first broken place of each chain."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.utils import timezone

from accounts.audit.kinds import Chain
from accounts.audit.sealed import digest_of
from accounts.models.audit import AuditChain, AuditEntry, AuditSegment


@dataclass(frozen=True)
class Verdict:
    """What is wrong with a chain (empty: nothing), and how much of it was looked at."""

    chain: Chain
    fault: str
    segments: int
    unsealed: int
    digest: str


@dataclass(frozen=True)
class Link:
    """What the next segment must follow from."""

    number: int
    through: int
    digest: str


def verify() -> list[Verdict]:
    """One verdict for each chain."""
    return [_verdict(Chain(code)) for code in Chain]


def _verdict(code: Chain) -> Verdict:
    head = AuditChain.objects.filter(code=code).first() or AuditChain(code=code)
    segments = AuditSegment.objects.filter(chain=code)
    rest = AuditEntry.objects.filter(chain=code, pk__gt=head.sealed_through)
    return Verdict(
        code,
        next(_faults(head), ""),
        segments.count(),
        rest.count(),
        head.sealed_digest,
    )


def _faults(head: AuditChain) -> Iterator[str]:
    link = Link(head.dropped_number, head.dropped_through, head.dropped_digest)
    surplus = AuditEntry.objects.filter(chain=head.code, pk__lte=link.through)
    if surplus.exists():
        yield f"ci sono voci fino alla {link.through}, già cancellate: sono state aggiunte"
    segments = AuditSegment.objects.filter(chain=head.code).order_by("number")
    for segment in segments.iterator():
        yield from _faults_of_link(link, segment)
        yield from _faults_of_entries(segment)
        link = Link(segment.number, segment.through, segment.digest)
    if link != Link(head.sealed_number, head.sealed_through, head.sealed_digest):
        yield (
            f"la catena finisce al segmento {link.number}, "
            f"ma l'ultimo sigillato è il {head.sealed_number}"
        )


def _faults_of_link(link: Link, segment: AuditSegment) -> Iterator[str]:
    if segment.number != link.number + 1:
        yield f"manca il segmento {link.number + 1}"
    if segment.previous != link.digest or segment.after != link.through:
        yield f"il segmento {segment.number} non segue dal {link.number}"


def _faults_of_entries(segment: AuditSegment) -> Iterator[str]:
    entries = AuditEntry.objects.filter(
        chain=segment.chain, pk__gt=segment.after, pk__lte=segment.through
    ).order_by("pk")
    digest, number = digest_of(segment, entries.iterator())
    place = _place(segment)
    if number < segment.entries:
        yield f"{place}: mancano {segment.entries - number} voci"
    if number > segment.entries:
        yield f"{place}: {number - segment.entries} voci sono state aggiunte"
    if digest != segment.digest:
        yield f"{place}: una voce o il sigillo sono stati cambiati"


def _place(segment: AuditSegment) -> str:
    def day(at: Any) -> str:
        return f"{timezone.localtime(at):%d/%m/%Y %H:%M}"

    return (
        f"segmento {segment.number} (voci da {segment.after + 1} a {segment.through}, "
        f"dal {day(segment.first_at)} al {day(segment.last_at)})"
    )
