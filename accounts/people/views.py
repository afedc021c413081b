"""The lists: bodies, and the people of one."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.views.generic import TemplateView, View

from accounts.actions import set_trusted
from accounts.models import OrganisationAccess
from accounts.people.entering import BodyMixin, PeopleMixin
from accounts.people.reading import (
    active_managers,
    bodies_for,
    offers_of,
    profiles_of,
)
from accounts.permissions import (
    can_enter_people,
    can_keep_system_administrators,
    can_see_all_bodies,
    can_see_people,
    can_trust,
    roles_to_give,
)
from accounts.reviewing.reviewers import ENOUGH_MANAGERS


class BodiesView(PeopleMixin, TemplateView):
    """The bodies whose people one may see; with a single one, straight to it."""

    template_name = "accounts/people/bodies.html"

    def may_enter(self) -> bool:
        return can_enter_people(self.who)

    def get(self, request: HttpRequest, *args: Any, **kw: Any) -> HttpResponse:
        bodies = bodies_for(self.who, self.today)
        if len(bodies) == 1 and not can_see_all_bodies(self.who):
            return redirect("people_of_body", bodies[0].pk)
        context = self.get_context_data(
            inhabited=[body for body in bodies if body.people],
            empty=[body for body in bodies if not body.people],
            lacking=sum(bool(b.people) and b.lacks_managers for b in bodies),
            sees_everywhere=can_see_people(self.who, None),
            keeps_system_administrators=can_keep_system_administrators(self.who),
        )
        return self.render_to_response(context)


class PeopleView(BodyMixin, TemplateView):
    """People and invitations of a body, or of the whole site."""

    template_name = "accounts/people/body.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        profiles = profiles_of(self.organisation_id, self.who, self.today)
        managers = active_managers(profiles, self.today)
        access = getattr(self.organisation, "access", None)
        return super().get_context_data(
            organisation=self.organisation,
            profiles=[p for p in profiles if not p.membership.withdrawn_at],
            withdrawn=[p for p in profiles if p.membership.withdrawn_at],
            offers=offers_of(self.organisation_id, timezone.now()),
            lacks_managers=bool(self.organisation) and managers < ENOUGH_MANAGERS,
            managers=managers,
            can_invite=bool(roles_to_give(self.who, self.organisation_id)),
            can_trust=access is not None and can_trust(self.who),
            is_trusted=access is not None and access.is_trusted,
            has_list=can_see_all_bodies(self.who),
            **kwargs,
        )


class TrustView(PeopleMixin, View):
    """Let a body publish on its own, or no longer."""

    def may_enter(self) -> bool:
        return can_trust(self.who)

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        rows = OrganisationAccess.objects.select_related("organisation")
        access = get_object_or_404(rows, organisation=pk)
        is_trusted = request.POST.get("fiducia") == "1"
        if access.is_trusted != is_trusted:
            set_trusted(access=access, is_trusted=is_trusted, by=self.person)
        says = (
            "Da ora i responsabili pubblicano da soli."
            if is_trusted
            else "Da ora approva anche il coordinamento."
        )
        messages.success(request, f"{access.organisation.title}. {says}")
        return redirect("people_of_body", pk)
