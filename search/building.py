"""From pages to entries: which pages are searched, and what each gives."""

from __future__ import annotations

import logging
from collections.abc import Collection
from dataclasses import dataclass, field

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from wagtail.models import Page, get_page_models
from wagtail.query import PageQuerySet

from core.models import BasePage
from core.querysets import published_pages
from core.search_entry import SearchEntry

log = logging.getLogger(__name__)


@dataclass
class Built:
    """What some pages gave: entries; pages without one; pages that could not be read."""

    entries: list[SearchEntry] = field(default_factory=list)
    without: set[int] = field(default_factory=set)
    failed: set[int] = field(default_factory=set)


def searched_models() -> list[type[BasePage]]:
    """Page types that the public search knows."""
    return [
        model
        for model in get_page_models()
        if issubclass(model, BasePage) and model.is_searched
    ]


def searchable_pages() -> PageQuerySet:
    """Published pages of the searched types."""
    types = ContentType.objects.get_for_models(*searched_models()).values()
    return published_pages().filter(content_type__in=types)


def build(page_ids: Collection[int]) -> Built:
    """The entries of the published ones among `page_ids`."""
    built = Built(without=set(page_ids))
    for page in searchable_pages().filter(pk__in=page_ids).specific():
        _add(page, built)
    return built


def _add(page: BasePage, built: Built) -> None:
    try:
        with transaction.atomic():
            entry = page.search_entry()
    except Exception:  # One sheet that cannot be read must not keep the others out.
        log.exception("page %s gives no search entry", page.pk)
        built.failed.add(page.pk)
        built.without.discard(page.pk)
        return
    if entry is not None:
        built.entries.append(entry)
        built.without.discard(page.pk)


def dependants_of(page_ids: Collection[int]) -> set[int]:
    """Pages whose entry names one of `page_ids`, published or not."""
    found: set[int] = set()
    for page in Page.objects.filter(pk__in=page_ids).specific():
        if _has_dependants(type(page)):
            found.update(
                getattr(other, "pk", other) for other in page.search_dependants()
            )
    return found


def _has_dependants(model: type[Page]) -> bool:
    return (
        issubclass(model, BasePage)
        and model.search_dependants is not BasePage.search_dependants
    )


def dependants_before(page: Page) -> set[int]:
    """The same of one page as the database still has it, while it is being changed."""
    return dependants_of([page.pk]) if _has_dependants(page.specific_class) else set()
