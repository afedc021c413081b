"""The list of system administrators without an account (Garante, 27 November 2008)."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.forms import BaseModelForm
from django.http import HttpResponse
from django.urls import reverse
from django.views.generic import CreateView, ListView, UpdateView
from wagtail.log_actions import log

from accounts.models import Membership, SystemAdministrator
from accounts.people.entering import PeopleMixin
from accounts.people.forms import SystemAdministratorForm
from accounts.permissions import can_keep_system_administrators
from accounts.roles import RoleCode

FORM = "accounts/people/administrator_form.html"


class AdministratorsMixin(PeopleMixin):
    """For the administrator."""

    def may_enter(self) -> bool:
        return can_keep_system_administrators(self.who)


class AdministratorsView(AdministratorsMixin, ListView):
    """The list as it is shown on request: those in charge, then those who were."""

    model = SystemAdministrator
    template_name = "accounts/people/administrators.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        in_charge = SystemAdministrator.objects.in_charge_on(self.today)
        return super().get_context_data(
            today=self.today,
            in_charge=in_charge,
            others=self.get_queryset().exclude(pk__in=in_charge.values("pk")),
            with_account=self._with_account(),
            **kwargs,
        )

    def _with_account(self) -> QuerySet[Membership]:
        rows = Membership.objects.active_on(self.today)
        administrators = rows.with_role(RoleCode.ADMINISTRATOR)
        return administrators.select_related("user").order_by("valid_from", "pk")


class SaveMixin(AdministratorsMixin):
    """Saves a row and leaves one entry in the log."""

    action: str

    def get_success_url(self) -> str:
        return reverse("system_administrators")

    def form_valid(self, form: BaseModelForm) -> HttpResponse:
        answer = super().form_valid(form)  # type: ignore[misc]
        log(instance=form.instance, action=self.action, user=self.person)
        messages.success(self.request, f"{form.instance.name}: salvato.")
        return answer


class AddAdministratorView(SaveMixin, CreateView):
    """A new row."""

    model = SystemAdministrator
    form_class = SystemAdministratorForm
    template_name = FORM
    action = "wagtail.create"


class EditAdministratorView(SaveMixin, UpdateView):
    """Correct a row, or end it."""

    model = SystemAdministrator
    form_class = SystemAdministratorForm
    template_name = FORM
    action = "wagtail.edit"
