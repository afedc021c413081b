"""What happens when a page, a restriction or a vocabulary changes: it is noted in the outbox."""

from typing import Any

from django.db.models import Model
from django.db.models.signals import post_delete, post_save, pre_delete
from wagtail.models import Page, PageViewRestriction, get_page_models
from wagtail.signals import page_slug_changed, post_page_move

from search.noting import note, note_page, note_subtree
from search.vocabulary_use import pages_that_use, vocabularies


def page_saved(instance: Page, created: bool = False, **_: Any) -> None:
    """Also published, unpublished, scheduled, copied: each of them saves."""
    if created:
        # Nothing named it until now; what names it from now on is found at the drain.
        note({instance.pk})
    else:
        note_page(instance)


def page_deleted(instance: Page, **_: Any) -> None:
    """Sent for each page of the branch."""
    note_page(instance)


def branch_moved(instance: Page, **_: Any) -> None:
    """Moved, or its slug changed: all addresses below are new."""
    note_subtree(instance.pk)


def restriction_changed(instance: PageViewRestriction, **_: Any) -> None:
    """Who may see a branch has changed."""
    note_subtree(instance.page_id)


def term_changed(instance: Model, created: bool = False, **_: Any) -> None:
    """A term is found by its name and filtered by its code; a new one nobody uses yet."""
    if not created and (pages := pages_that_use(instance)):
        note(pages)


def connect() -> None:
    """Connect by page type: a receiver without a sender would slow every model's delete."""
    for model in get_page_models():
        post_save.connect(page_saved, sender=model)
        pre_delete.connect(page_deleted, sender=model)
    for model in vocabularies():
        for signal in (post_save, pre_delete):
            signal.connect(term_changed, sender=model)
    for signal in (post_page_move, page_slug_changed):
        signal.connect(branch_moved)
    for signal in (post_save, post_delete):
        signal.connect(restriction_changed, sender=PageViewRestriction)
