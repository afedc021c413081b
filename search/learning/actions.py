"""What the coordinator does with a word that found nothing."""

from __future__ import annotations

from dataclasses import dataclass

from django.core.exceptions import PermissionDenied
from django.db import transaction
from wagtail.models import Page

from directory.models import ServicePage
from search.learning.permissions import can_add_word, why_not_now
from search.models import MissingWord


class NotNow(Exception):
    """The sheet cannot be changed at this moment; the message says why, in Italian."""


@dataclass(frozen=True)
class Added:
    """What was done: whether the word is in the public sheet, whether a draft waits."""

    is_public: bool
    has_draft: bool


@transaction.atomic
def add_word(*, user: object, row: MissingWord, word: str, page: ServicePage) -> Added:
    """Add a word to a sheet's citizen's words, and drop it from the report.

    Where the person may publish, the public sheet gets the word, and nothing else of a draft goes
    out with it; the draft gets it too and stays a draft. Where not, the draft alone gets it.
    """
    if not can_add_word(user, page):
        raise PermissionDenied
    if reason := why_not_now(user, page):
        raise NotNow(reason)
    draft = page.get_latest_revision_as_object()
    is_public = page.live and _may_publish(user, page)
    if is_public:
        _publish(user, ServicePage.objects.get(pk=page.pk), word)
    if not is_public or page.has_unpublished_changes:
        _save_draft(user, draft, word)
    row.delete()
    return Added(is_public, not is_public or page.has_unpublished_changes)


def dismiss(*, row: MissingWord) -> None:
    """Show the word no more. Its readable form goes too: it may have been a name."""
    row.word, row.read_on, row.is_dismissed = "", None, True
    row.save(update_fields=["word", "read_on", "is_dismissed"])


def with_word(words: str, word: str) -> str:
    """The citizen's words with one more line, unless it is there already."""
    lines = [line.strip() for line in words.splitlines()]
    if word.casefold() in (line.casefold() for line in lines):
        return words
    return "\n".join([*filter(None, lines), word])


def _may_publish(user: object, page: Page) -> bool:
    # While it is being moderated, a sheet goes out by its moderation alone.
    return (
        page.permissions_for_user(user).can_publish()
        and page.current_workflow_state is None
    )


def _publish(user: object, live: ServicePage, word: str) -> None:
    live.citizen_words = with_word(live.citizen_words, word)
    revision = live.save_revision(user=user, log_action=True, clean=False)
    revision.publish(user=user)


def _save_draft(user: object, draft: ServicePage, word: str) -> None:
    draft.citizen_words = with_word(draft.citizen_words, word)
    draft.save_revision(user=user, log_action=True, clean=False)
