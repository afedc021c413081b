"""The pages of "Verifica dei dati"."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.generic import TemplateView

from intranet.data_care.actions import sign_review
from intranet.data_care.permissions import can_see_review, can_sign
from intranet.data_care.reading import bodies_of, lines_of, past_reviews, standings
from intranet.views import IntranetMixin


class ReviewsView(IntranetMixin, TemplateView):
    """The bodies whose looks one sees; with a single one, straight to it."""

    template_name = "intranet/data_care/list.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        bodies = bodies_of(self.access)
        if not bodies:
            raise Http404
        if len(bodies) == 1 and (only := bodies.pop()):
            return redirect("intranet_data_review", only)
        context = self.get_context_data(rows=standings(bodies, self.today))
        return self.render_to_response(context)


class ReviewView(IntranetMixin, TemplateView):
    """What there is of one body, to be signed."""

    template_name = "intranet/data_care/review.html"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        self.body: int | None = kwargs.get("body")
        if self.body not in bodies_of(self.access):
            raise Http404
        if not can_see_review(self.access, self.body):
            raise Http404
        return super().dispatch(request, *args, **kwargs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        (standing,) = standings([self.body], self.today)
        return super().get_context_data(
            standing=standing,
            lines=lines_of(self.body),
            past=past_reviews(self.body),
            can_sign=can_sign(self.access, self.body),
            **kwargs,
        )

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not can_sign(self.access, self.body):
            raise Http404
        sign_review(access=self.access, body=self.body)
        messages.success(request, "Verifica firmata: grazie.")
        return redirect(request.path)
