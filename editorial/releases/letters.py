"""The letters about a list or a digest: to each person what concerns the bodies they keep."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.urls import reverse

from accounts.mail import absolute
from accounts.models import User
from editorial.models import ListDigest, ListReceipt, ListRelease
from editorial.releases import words
from editorial.releases.comparing import Change
from editorial.releases.news import Subject, changes_of
from editorial.releases.permissions import keepers_of
from editorial.releases.recipients import coordinators, naming
from editorial.releases.signing import receipt_url

LISTED = 40


@dataclass(frozen=True)
class Told:
    """A list or a digest with its changes and the receipts by body: read once for all letters."""

    subject: Subject
    changes: list[Change]
    receipts: dict[int | None, ListReceipt]

    @property
    def is_first(self) -> bool:
        """True for the first list: there is nothing to compare it with."""
        return isinstance(self.subject, ListRelease) and self.subject.number == 1

    @property
    def url(self) -> str:
        """Where all of it is read."""
        if isinstance(self.subject, ListRelease):
            return absolute(self.subject.get_absolute_url())
        return absolute(reverse("list_news"))


def told_of(subject: Subject) -> Told:
    """What letters about this list or digest are made of."""
    receipts = ListReceipt.objects.filter(**naming(subject))
    return Told(subject, changes_of(subject), {row.body_id: row for row in receipts})


def letter_for(user: User, told: Told, on: dt.date) -> EmailMessage | None:
    """The letter to one person; None for somebody who keeps nothing any more."""
    kept = keepers_of(on).filter(user=user).order_by("organisation__title")
    bodies = dict.fromkeys(kept.values_list("organisation_id", flat=True))
    receipts = [told.receipts[pk] for pk in bodies if pk in told.receipts]
    is_whole = isinstance(told.subject, ListDigest) and user.pk in coordinators(on)
    if not receipts and not is_whole:
        return None
    context = {
        "told": told,
        "parts": _parts(user, told, receipts, is_whole=is_whole),
        "others": 0 if is_whole else _others(told, receipts),
        "service_name": settings.WAGTAIL_SITE_NAME,
    }
    text = render_to_string("editorial/releases/letter.txt", context)
    return EmailMessage(
        _subject(told, receipts),
        f"{text.strip()}\n",
        to=[user.email],
        headers={"Auto-Submitted": "auto-generated"},
    )


def _subject(told: Told, receipts: Iterable[ListReceipt]) -> str:
    asks = any(row.asks_confirmation for row in receipts)
    tail = ": da confermare" if asks else ""
    if isinstance(told.subject, ListRelease):
        return f"Elenco dei servizi n. {told.subject.number}{tail}"
    return f"Cambiamenti nell'elenco dei servizi{tail}"


def _parts(
    user: User, told: Told, receipts: list[ListReceipt], *, is_whole: bool
) -> list[dict[str, Any]]:
    """For each body what concerns it; for who coordinates, all the rest at the end."""
    parts = [
        _part(row.body_name, _concerning(told, [row]))
        | {"confirm_url": receipt_url(user, row) if row.asks_confirmation else ""}
        for row in receipts
    ]
    if is_whole:
        rest = [row for row in told.changes if row not in _concerning(told, receipts)]
        name = "Tutti gli altri" if receipts else "Tutti gli enti"
        parts += [_part(name, rest) | {"confirm_url": ""}] if rest else []
    return parts


def _part(name: str, changes: list[Change]) -> dict[str, Any]:
    shown = [
        {
            "title": row.line.title,
            "labels": ", ".join(row.labels),
            "sentences": words.told(row),
            "url": absolute(row.after.url) if row.after else "",
        }
        for row in changes[:LISTED]
    ]
    return {"name": name, "lines": shown, "rest": max(0, len(changes) - LISTED)}


def _concerning(told: Told, receipts: Iterable[ListReceipt]) -> list[Change]:
    keys = [row.body_key for row in receipts]
    return [row for row in told.changes if any(map(row.concerns, keys))]


def _others(told: Told, receipts: list[ListReceipt]) -> int:
    return len(told.changes) - len(_concerning(told, receipts))
