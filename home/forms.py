"""What the form of a notice refuses."""

from __future__ import annotations

from typing import Any

from wagtail.models import Page

from core.page_forms import BasePageForm
from home.permissions import may_concern

FOREIGN = (
    "Non è una pagina dell'ente di questo avviso. "
    "Per le pagine di altri chiedi al coordinamento."
)


class NoticePageForm(BasePageForm):
    """Refuses, at its row, a page on which this notice has no place."""

    def clean(self) -> Any:
        """The rows are asked here, where the place in the tree is known."""
        cleaned = super().clean()
        for row in (
            self.formsets["concerns"].forms if "concerns" in self.formsets else ()
        ):
            chosen = row.cleaned_data.get("concerned") if row.is_valid() else None
            if chosen and not row.cleaned_data.get("DELETE"):
                self._check(row, chosen)
        return cleaned

    def _check(self, row: Any, concerned: Page) -> None:
        if not may_concern(self.parent_page, concerned):
            row.add_error("concerned", FOREIGN)
