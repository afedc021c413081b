"""Who gets to these pages. Elsewhere than in the own body everything is simply not there."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.mixins import LoginRequiredMixin
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.cache import add_never_cache_headers

from accounts.permissions import Standing, can_see_people, standing
from directory.models import OrganisationPage

# In addresses: people of no body, that is of the whole site.
EVERYWHERE = "sito"


class PeopleMixin(LoginRequiredMixin):
    """A view that knows what its person holds today, and lets in whom `may_enter` says."""

    request: HttpRequest
    kwargs: dict[str, Any]
    who: Standing
    # Who is logged in: an anonymous visitor never gets further than `dispatch`.
    person: Any

    def dispatch(self, request: HttpRequest, *args: Any, **kw: Any) -> HttpResponseBase:
        if request.user.is_authenticated:
            self.person = request.user
            self.today = timezone.localdate()
            self.who = standing(request.user, self.today)
            if not self.may_enter():
                raise Http404
        answer: HttpResponseBase = super().dispatch(request, *args, **kw)
        add_never_cache_headers(answer)
        return answer

    def may_enter(self) -> bool:
        """Deny by default."""
        return False


class BodyMixin(PeopleMixin):
    """A view about one body's people, or about those of no body."""

    organisation: OrganisationPage | None = None

    def may_enter(self) -> bool:
        if key := self.kwargs.get("pk"):
            self.organisation = get_object_or_404(OrganisationPage, pk=key)
        return can_see_people(self.who, self.organisation_id)

    @property
    def organisation_id(self) -> int | None:
        """The body's key, None for the whole site."""
        return self.organisation.pk if self.organisation else None
