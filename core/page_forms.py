"""The form in which a page is edited: what every page type has in common."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from wagtail.admin.forms import WagtailAdminPageForm

from core.page_choices import without_foreign_drafts


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
        if message := getattr(self.instance, "overtaken", None):
            raise ValidationError(message, code="overtaken")
        return cleaned
