"""System checks: contracts that must not be forgotten."""

from typing import Any

from django.core.checks import CheckMessage, Error, Tags, register
from django.db import connection
from wagtail.models import get_page_models

from core.models import BasePage


@register(Tags.models)
def pages_say_how_they_are_searched(**_: Any) -> list[CheckMessage]:
    """Each page type overrides `search_entry`, or sets `is_searched = False`."""
    return [
        Error(
            f"{model.__name__} does not say how it is searched.",
            hint="Override search_entry(), or set is_searched = False.",
            id="core.E001",
        )
        for model in get_page_models()
        if issubclass(model, BasePage)
        and model.is_searched
        and model.search_entry is BasePage.search_entry
    ]


@register(Tags.database)
def sqlite_has_full_text_search(databases: Any = None, **_: Any) -> list[CheckMessage]:
    """The embedded search needs SQLite's FTS5."""
    if not databases or connection.vendor != "sqlite":
        return []
    with connection.cursor() as cursor:
        cursor.execute("SELECT sqlite_compileoption_used('ENABLE_FTS5')")
        (has_fts5,) = cursor.fetchone()
    if has_fts5:
        return []
    return [
        Error("SQLite was built without FTS5.", hint="Use PostgreSQL.", id="core.E002")
    ]
