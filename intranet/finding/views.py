"""The page of the restricted search, and what is suggested while somebody types.

What is sought stands in the query alone: no log of ours keeps it, and no other site is told.
"""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.generic import TemplateView, View

from core.text import searchable
from intranet.finding.matching import ranges, sought
from intranet.finding.reading import found, suggested
from intranet.views import IntranetMixin

LONGEST = 120


class FindingMixin(IntranetMixin):
    """Knows what is sought."""

    @property
    def text(self) -> str:
        """What was typed, cut and without what no database hears."""
        return searchable(self.request.GET.get("q", ""), LONGEST)


class FindView(FindingMixin, TemplateView):
    """Results by kind."""

    template_name = "intranet/finding/results.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        context = self.get_context_data(
            query=self.text,
            is_short=bool(self.text) and not sought(self.text),
            groups=found(self.access, self.text),
        )
        answer = self.render_to_response(context)
        answer.headers["Referrer-Policy"] = "no-referrer"
        return answer


class SuggestView(FindingMixin, View):
    """Titles for the box at the top: text, address, kind, ranges to mark."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> JsonResponse:
        words = sought(self.text)
        items = [
            {
                "text": hit.title,
                "url": hit.url,
                "kind": hit.kind,
                "marks": list(ranges(hit.title, words)),
            }
            for hit in suggested(self.access, self.text)
        ]
        return JsonResponse({"items": items}, json_dumps_params={"ensure_ascii": False})
