"""What the night does for the list: the journal, files that lack, the digest, letters that wait."""

from __future__ import annotations

import datetime as dt

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from core.dates import add_months
from editorial.models import ListChange, ListDigest, ListRelease
from editorial.releases.files import lacking_files, make_files
from editorial.releases.journal import begun_on, note_changes
from editorial.releases.news import changes_of, told_through
from editorial.releases.post import send_letters
from editorial.releases.recipients import prepare


def keep_journal() -> str:
    """The night's first job; one line."""
    noted = note_changes(at=timezone.now())
    problems = make_files(lacking_files())
    told = f"elenco dei servizi: {noted} cambiamenti registrati"
    return ". ".join([told, *problems])


def digest() -> str:
    """The night's second job; one line."""
    return digest_at(timezone.now())


def digest_at(at: dt.datetime) -> str:
    """Tell what changed, where something did and it is time; send the letters that wait."""
    made = make_digest(at=at)
    outcome = send_letters(at=at)
    told = "riepilogo dell'elenco: " + ("preparato" if made else "niente da dire")
    sent = f"{outcome.sent} messaggi mandati"
    failed = f", {outcome.failed} non riusciti" if outcome.failed else ""
    return f"{told}, {sent}{failed}"


@transaction.atomic
def make_digest(*, at: dt.datetime) -> ListDigest | None:
    """The digest with its receipts and letters, none of them sent; None where it is not time,
    or where nothing remains of what changed."""
    on = timezone.localtime(at).date()
    last = last_told_on()
    if last is None or on < add_months(last, settings.DIGEST_MONTHS):
        return None
    after, through = told_through(), ListChange.objects.last_number()
    if through <= after:
        return None
    digest = ListDigest(made_at=at, after=after, through=through)
    if not (changes := changes_of(digest)):
        return None
    digest.save()
    prepare(digest, changes, on)
    return digest


def last_told_on() -> dt.date | None:
    """The day of the last list or digest, else the first one of the journal."""
    lists = ListRelease.objects.listed().values_list("released_at", flat=True).first()
    digests = ListDigest.objects.order_by("-made_at").values_list("made_at", flat=True)
    moments = [moment for moment in (lists, digests.first()) if moment]
    return timezone.localtime(max(moments)).date() if moments else begun_on()
