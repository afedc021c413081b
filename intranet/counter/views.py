"""The orientation sheet at the counter: the visitors' builder, in the restricted frame.

Nothing of a list is kept: it lives in the address, as for visitors (`directory.handout`).
"""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.views.generic import TemplateView

from directory.handout.contexts import builder_context
from intranet.views import IntranetMixin


class OrientationSheetView(IntranetMixin, TemplateView):
    """Pick while the person talks, then print."""

    template_name = "intranet/counter/sheet.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        home = reverse("orientation_sheet")
        builder = builder_context(self.request, home=home)
        return super().get_context_data(**kwargs) | builder
