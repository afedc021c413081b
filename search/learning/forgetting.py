"""What the site forgets of the words that found nothing, each night."""

from __future__ import annotations

import datetime as dt

from django.db.models import Exists, OuterRef, QuerySet
from django.utils import timezone

from search.models import IndexWord, MissingWord
from search.synonyms import current_synonyms

FORGET_AFTER = dt.timedelta(days=180)


def forget_words() -> str:
    """The job of the night."""
    return (
        f"parole senza risposta: {forget_unseen()} dimenticate, "
        f"{forget_answered()} che ora si trovano"
    )


def forget_unseen(on: dt.date | None = None) -> int:
    """Delete what nobody sought for 180 days; how many words."""
    oldest = (on or timezone.localdate()) - FORGET_AFTER
    deleted, _ = MissingWord.objects.filter(last_on__lt=oldest).delete()
    return deleted


def forget_answered() -> int:
    """Delete words that an entry or a synonym has come to hold; how many."""
    rows = MissingWord.objects.exclude(word="")
    deleted, _ = rows.exclude(pk__in=unanswered().values("pk")).delete()
    return deleted


def unanswered() -> QuerySet[MissingWord]:
    """Words that may be read and that neither an entry nor a synonym holds by now."""
    held = IndexWord.objects.filter(is_stem=True, entries__gt=0, word=OuterRef("word"))
    rows = MissingWord.objects.exclude(word="").exclude(Exists(held))
    words = set(rows.values_list("word", flat=True))
    return rows.exclude(word__in=words & current_synonyms().stems)
