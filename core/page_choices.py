"""Which pages somebody may name: what is published, and what lies in the own branch.

Wagtail's choosers show every body's drafts by title (wagtail issue 9714), and so does a form that
comes back with the number of a foreign draft in it.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.forms import ModelChoiceField
from wagtail.models import Page
from wagtail.permissions import page_permission_policy
from wagtail.query import PageQuerySet

from core.querysets import published_q
from core.text import as_number

RIGHTS = {"add", "change", "publish"}


def nameable(pages: PageQuerySet, user: Any) -> PageQuerySet:
    """Those of `pages` that `user` may see in a chooser."""
    return pages.filter(published_q()) | pages.filter(pk__in=_mine(user).values("pk"))


def works_on(number: int, user: Any) -> bool:
    """True for the number of a page that `user` may add to, change or publish."""
    return _mine(user).filter(pk=as_number(number)).exists()


def _mine(user: Any) -> PageQuerySet:
    return page_permission_policy.instances_user_has_any_permission_for(user, RIGHTS)


def is_nameable(number: Any, user: Any) -> bool:
    """True for the number of a page that `user` may see in a chooser."""
    known = as_number(number)
    if known is None:
        return False
    return nameable(Page.objects.filter(pk=known), user).exists()


def without_foreign_drafts(form: Any, data: Any, page: Any, user: Any) -> Any:
    """What was sent, less the pages that `user` may not name; what the page names stays.

    `form` is the class of a page's form. An emptied field is then told as any empty one.
    """
    sent = {key: data.get(key) for key in _choosers(form, data) if data.get(key)}
    if not sent:
        return data
    numbers = {as_number(value) for value in sent.values()} - {None}
    allowed = nameable(Page.objects.filter(pk__in=numbers), user)
    known = {str(number) for number in allowed.values_list("pk", flat=True)}
    known |= {str(number) for number in _named(form, page)}
    harmless = data.copy()
    for key, value in sent.items():
        if value not in known:
            harmless[key] = ""
    return harmless


def _choosers(form: Any, data: Any) -> Iterator[str]:
    """The keys under which pages are chosen, in the form and in its rows."""
    yield from _page_fields(form)
    for name, formset in form.formsets.items():
        total = as_number(data.get(f"{name}-TOTAL_FORMS")) or 0
        # Beyond these Django reads no row.
        number = min(total, formset.absolute_max)
        for field in _page_fields(formset.form):
            yield from (f"{name}-{row}-{field}" for row in range(number))


def _named(form: Any, page: Any) -> Iterator[int]:
    """The pages that this one names already: their titles were shown before."""
    rows = [(page, field) for field in _page_fields(form)]
    for name, formset in form.formsets.items():
        if fields := _page_fields(formset.form):
            rows += [(row, f) for row in getattr(page, name).all() for f in fields]
    for row, field in rows:
        if number := getattr(row, f"{field}_id", None):
            yield number


def _page_fields(form: Any) -> list[str]:
    return [
        name
        for name, field in form.base_fields.items()
        if isinstance(field, ModelChoiceField)
        and field.queryset is not None
        and issubclass(field.queryset.model, Page)
    ]
