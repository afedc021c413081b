"""Seals what was recorded, and lets go of what is older than its retention."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.db import connection, transaction

from accounts.audit.kinds import Chain
from accounts.audit.recording import say
from accounts.audit.retention import kept_since
from accounts.audit.sealed import digest_of, moment
from accounts.models.audit import AuditChain, AuditEntry, AuditSegment

# Entries of one segment at most: what is read at once, and how exactly a fault is placed.
LARGEST = 5000


@dataclass(frozen=True)
class Sealed:
    """What a round of sealing or of letting go did."""

    segments: int = 0
    entries: int = 0


@transaction.atomic
def seal(*, at: dt.datetime) -> Sealed:
    """Seal all entries that are not; asked again, change nothing."""
    _wait_for_writers()
    made = [segment for code in Chain for segment in _seal_chain(Chain(code), at)]
    return Sealed(len(made), sum(segment.entries for segment in made))


@transaction.atomic
def let_go(*, at: dt.datetime) -> Sealed:
    """Delete the oldest whole segments past their retention; keep their checkpoint."""
    dropped = [_let_go(Chain(code), at) for code in Chain]
    return Sealed(
        sum(one.segments for one in dropped), sum(one.entries for one in dropped)
    )


def _wait_for_writers() -> None:
    """On PostgreSQL an entry with a smaller number may be committed later: wait for it.

    SQLite has one writer at a time.
    """
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(f"LOCK TABLE {AuditEntry._meta.db_table} IN SHARE MODE")


def _head(code: Chain) -> AuditChain:
    AuditChain.objects.get_or_create(code=code)
    return AuditChain.objects.select_for_update().get(code=code)


def _seal_chain(code: Chain, at: dt.datetime) -> list[AuditSegment]:
    head, made = _head(code), []
    while entries := _unsealed(head):
        segment = _segment(head, entries, at)
        head.sealed_number, head.sealed_through = segment.number, segment.through
        head.sealed_digest = segment.digest
        made.append(segment)
    if made:
        head.save()
    return made


def _unsealed(head: AuditChain) -> list[AuditEntry]:
    rows = AuditEntry.objects.filter(chain=head.code, pk__gt=head.sealed_through)
    return list(rows.order_by("pk")[:LARGEST])


def _segment(
    head: AuditChain, entries: list[AuditEntry], at: dt.datetime
) -> AuditSegment:
    segment = AuditSegment(
        chain=head.code,
        number=head.sealed_number + 1,
        after=head.sealed_through,
        through=entries[-1].pk,
        entries=len(entries),
        first_at=min(entry.at for entry in entries),
        last_at=max(entry.at for entry in entries),
        sealed_at=at,
        previous=head.sealed_digest,
    )
    segment.digest, _ = digest_of(segment, entries)
    segment.save()
    transaction.on_commit(lambda: _tell(segment))
    return segment


def _tell(segment: AuditSegment) -> None:
    """The seal leaves the database: there it can be compared."""
    say(
        event="seal",
        chain=segment.chain,
        segment=segment.number,
        entries=segment.entries,
        at=moment(segment.sealed_at),
        digest=segment.digest,
    )


def _let_go(code: Chain, at: dt.datetime) -> Sealed:
    head, since = _head(code), kept_since(code, at)
    last = _last_to_drop(head, since)
    if last is None:
        return Sealed()
    head.dropped_number, head.dropped_through = last.number, last.through
    head.dropped_digest = last.digest
    head.save()
    entries, _ = AuditEntry.objects.filter(chain=code, pk__lte=last.through).delete()
    segments = AuditSegment.objects.filter(chain=code, number__lte=last.number)
    return Sealed(segments.delete()[0], entries)


def _last_to_drop(head: AuditChain, since: dt.datetime) -> AuditSegment | None:
    """The newest of the oldest segments that are wholly older than `since`."""
    found = None
    for segment in AuditSegment.objects.filter(chain=head.code).order_by("number"):
        if segment.last_at >= since:
            break
        found = segment
    return found
