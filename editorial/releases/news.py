"""What is told of a list or of a digest: its changes, and where they are read."""

from __future__ import annotations

from editorial.models import ListChange, ListDigest, ListRelease
from editorial.releases.comparing import Change, compare
from editorial.releases.journal import net

Subject = ListRelease | ListDigest


def changes_of(subject: Subject) -> list[Change]:
    """Of a list, what changed since the one before (nothing for the first); of a digest, what
    the journal noted in its stretch."""
    if isinstance(subject, ListDigest):
        return net(ListChange.objects.between(subject.after, subject.through))
    previous = ListRelease.objects.before(subject.number).first()
    return compare(previous.lines, subject.lines) if previous else []


def told_through() -> int:
    """The last change of the journal that a list or a digest has told; 0 where none has."""
    lists = ListRelease.objects.listed().values_list("through", flat=True).first()
    digests = ListDigest.objects.order_by("-through")
    return max(lists or 0, digests.values_list("through", flat=True).first() or 0)
