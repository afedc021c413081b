"""The form in which a page is edited: what every page type has in common."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.core.exceptions import ValidationError
from django.urls import Resolver404, resolve
from wagtail.admin.forms import WagtailAdminPageForm

from core import form_checks
from core.page_choices import without_foreign_drafts

SITE_ROOT_DEPTH = 2
RESERVED = "Questo indirizzo serve al sito stesso: scegline un altro."
TREE = "wagtail_serve"


def taken_by_the_site(parent: Any, slug: str) -> bool:
    """Whether a page of this name below `parent` would never be reached.

    The site's own addresses (`/cerca/`, `/admin/`…) are answered before the tree is asked.
    """
    if not slug or parent is None or parent.depth != SITE_ROOT_DEPTH:
        return False
    try:
        return resolve(f"/{slug}/").url_name != TREE
    except Resolver404:
        return False


class BasePageForm(WagtailAdminPageForm):
    """Refuses to write over what somebody else saved meanwhile; keeps the address of a branch.

    Whoever shows the form may set `overtaken` on the page: the message for somebody whose text
    was begun from an older version. Wagtail then shows the form again with all that was typed.
    """

    def __init__(
        self, data: Any = None, files: Any = None, *args: Any, **kwargs: Any
    ) -> None:
        user, page = kwargs.get("for_user"), kwargs.get("instance")
        if data and user and page:
            data = without_foreign_drafts(type(self), data, page, user)
        super().__init__(data, files, *args, **kwargs)
        page, slug = self.instance, self.fields.get("slug")
        if slug and page.pk and self.for_user and not self._may_change_slug():
            slug.disabled = True
            slug.help_text = "L'indirizzo di un ente lo cambia il coordinamento."

    def _may_change_slug(self) -> bool:
        return bool(self.instance.permissions_for_user(self.for_user).can_change_slug())

    def clean(self) -> Any:
        """What is typed, unless it would silently replace another's text."""
        cleaned = super().clean()
        if taken_by_the_site(self.parent_page, cleaned.get("slug", "")):
            self.add_error("slug", RESERVED)
        if message := getattr(self.instance, "overtaken", None):
            raise ValidationError(message, code="overtaken")
        form_checks.ask(self)
        return cleaned

    def rows(self, name: str) -> Iterator[Any]:
        """Forms of rows that are right by themselves and shall stay."""
        formset = self.formsets.get(name)
        if formset is None or not formset.is_valid():
            return
        for form in formset.forms:
            is_there = form.has_changed() or form.instance.pk
            if is_there and not form.cleaned_data.get("DELETE"):
                yield form
