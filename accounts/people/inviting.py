"""Invite somebody, send the link again, withdraw it."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import IntegrityError
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.views.generic import FormView, TemplateView, View

from accounts.actions import invite, revoke_invitation, send_again
from accounts.models import Invitation
from accounts.people.entering import BodyMixin, PeopleMixin
from accounts.people.forms import WAITING, InvitationForm
from accounts.permissions import can_give, roles_to_give
from accounts.roles import RoleCode

NOT_SENT = (
    "L'invito è pronto, ma l'e-mail non è partita. "
    "Tra qualche minuto prova con «Manda di nuovo»."
)


class InviteView(BodyMixin, FormView):
    """The form for a new invitation."""

    template_name = "accounts/people/invite.html"
    form_class = InvitationForm

    def may_enter(self) -> bool:
        return super().may_enter() and bool(self._roles())

    def _roles(self) -> list[Any]:
        return roles_to_give(self.who, self.organisation_id)

    def get_form_kwargs(self) -> dict[str, Any]:
        instance = Invitation(organisation=self.organisation)
        more = {"instance": instance, "today": self.today, "roles": self._roles()}
        return super().get_form_kwargs() | more

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            organisation=self.organisation,
            roles=self._roles(),
            back=back_to(self.organisation_id),
            **kwargs,
        )

    def form_valid(self, form: InvitationForm) -> HttpResponse:
        try:
            sent = invite(
                invitation=form.save(commit=False), by=self.person, at=timezone.now()
            )
        except (ValidationError, IntegrityError):  # two clicks at once
            form.add_error("email", WAITING)
            return self.form_invalid(form)
        tell(self.request, sent)
        return redirect(back_to(self.organisation_id))


class OfferMixin(PeopleMixin):
    """One invitation that waits, for whoever may give what it offers."""

    invitation: Invitation

    def dispatch(self, request: HttpRequest, *args: Any, **kw: Any) -> HttpResponseBase:
        try:
            return super().dispatch(request, *args, **kw)
        except Invitation.DoesNotExist as error:  # used or withdrawn this moment
            raise Http404 from error

    def may_enter(self) -> bool:
        rows = Invitation.objects.waiting().select_related("organisation")
        self.invitation = get_object_or_404(rows, pk=self.kwargs["pk"])
        role = RoleCode(self.invitation.role)
        return can_give(self.who, role, self.invitation.organisation_id)


class SendAgainView(OfferMixin, View):
    """A new link for the same invitation."""

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        sent = send_again(
            invitation=self.invitation,
            by=self.person,
            at=timezone.now(),
        )
        tell(request, sent)
        return redirect(back_to(sent.organisation_id))


class RevokeInvitationView(OfferMixin, TemplateView):
    """Asks, then makes the link worth nothing."""

    template_name = "accounts/people/revoke_invitation.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            invitation=self.invitation,
            back=back_to(self.invitation.organisation_id),
            **kwargs,
        )

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        revoke_invitation(
            invitation=self.invitation,
            by=self.person,
            at=timezone.now(),
        )
        messages.success(request, f"Invito annullato: {self.invitation.email}.")
        return redirect(back_to(self.invitation.organisation_id))


def back_to(organisation_id: int | None) -> str:
    """The list that somebody came from."""
    if organisation_id is None:
        return reverse("people_everywhere")
    return reverse("people_of_body", args=[organisation_id])


def tell(request: HttpRequest, invitation: Invitation) -> None:
    """Whether the mail left."""
    if invitation.sent_at:
        messages.success(request, f"Invito mandato a {invitation.email}.")
    else:
        messages.warning(request, NOT_SENT)
