"""The synonyms that the coordinator keeps, ready for use: at most a minute old."""

import logging

from django.db import transaction
from django.db.models.signals import post_delete, post_save

from core import memo
from search.models import SynonymGroup
from search.understanding import Group, SynonymError, Synonyms, compiled

KEY = "search.synonyms"

log = logging.getLogger(__name__)


def current_synonyms() -> Synonyms:
    """All groups in use."""
    return memo.remembered(KEY, _read)


def forget_synonyms(**_: object) -> None:
    """A group was saved or deleted: this process knows at once, the others within a minute.

    Again after the commit: meanwhile another thread may have read the old ones.
    """
    memo.forget(KEY)
    transaction.on_commit(lambda: memo.forget(KEY))


def connect() -> None:
    """Forget what was read when the coordinator changes a group."""
    for signal in (post_save, post_delete):
        signal.connect(forget_synonyms, sender=SynonymGroup)


def _read() -> Synonyms:
    return compiled(filter(None, map(_group, _active())))


def _active() -> list[SynonymGroup]:
    return list(SynonymGroup.objects.filter(is_active=True).order_by("pk"))


def _group(row: SynonymGroup) -> Group | None:
    """The group of a row; none where it was written past the form and cannot be read."""
    try:
        return row.group
    except SynonymError as error:
        log.warning("synonym group %s is left out: %s", row.pk, error)
        return None
