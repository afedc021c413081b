"""What is said to operators about one public page."""

from __future__ import annotations

from typing import Any

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.views.generic import TemplateView
from wagtail.models import Page

from core.querysets import published_pages
from directory.models import DeskPage, OrganisationPage, ServicePage
from intranet.aside import pieces
from intranet.referents.beside import lines_about
from intranet.referents.views import is_fragment
from intranet.views import IntranetMixin


def page_or_404(pk: int) -> Page:
    """A published sheet, desk or body: two queries."""
    page = get_object_or_404(published_pages(), pk=pk).specific
    if not isinstance(page, ServicePage | DeskPage | OrganisationPage):
        raise Http404
    return page


class AsideView(IntranetMixin, TemplateView):
    """A page of its own, or the fragment that the script puts beside the public one."""

    def get_template_names(self) -> list[str]:
        name = "fragment" if is_fragment(self.request) else "page"
        return [f"intranet/aside/{name}.html"]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        about = page_or_404(self.kwargs["pk"])
        return super().get_context_data(
            about=about,
            lines=lines_about(about, self.access),
            pieces=pieces(self.access, about),
            **kwargs,
        )
