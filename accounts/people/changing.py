"""What is done with one profile: dates, suspension, withdrawal. Each asks before it acts."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.generic import FormView

from accounts.actions import (
    NotNow,
    change_dates,
    keep,
    resume,
    suspend,
    withdraw_membership,
)
from accounts.models import Membership, Outcome, User
from accounts.people.entering import PeopleMixin
from accounts.people.forms import DatesForm, OwnWithdrawalForm, SuspensionForm
from accounts.people.inviting import back_to
from accounts.permissions import can_keep, why_not_lengthen
from accounts.reviewing.actions import review
from accounts.reviewing.due import is_suspended_by_night

CHANGED = "Qualcuno ha appena cambiato questo accesso: guarda com'è adesso."


class ProfileView(PeopleMixin, FormView):
    """One profile, for whoever may dispose of it: a page that tells what will happen."""

    template_name = "accounts/people/profile_change.html"
    membership: Membership
    title: str
    explains: str
    button: str
    is_danger = False
    done: str

    def may_enter(self) -> bool:
        rows = Membership.objects.select_related("user", "organisation")
        self.membership = get_object_or_404(rows, pk=self.kwargs["pk"])
        return can_keep(self.who, self.membership)

    @property
    def is_own(self) -> bool:
        """Somebody looks at a profile of their own."""
        return self.membership.user_id == self.who.user_id

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        back = back_to(self.membership.organisation_id)
        return super().get_context_data(
            membership=self.membership, is_own=self.is_own, back=back, **kwargs
        )

    def form_valid(self, form: forms.BaseForm) -> HttpResponse:
        try:
            keep(
                membership=self.membership,
                by=self.person,
                on=self.today,
                ends_after=self.ends_after(form),
                act=self.act(form, self.person),
            )
        except NotNow as reason:
            form.add_error(None, str(reason))
            return self.form_invalid(form)
        except PermissionDenied:
            messages.warning(self.request, CHANGED)
            return redirect("people")
        messages.success(self.request, f"{self.membership.user.name}: {self.done}")
        if self.is_own:
            return redirect("accounts_mine")
        return redirect(back_to(self.membership.organisation_id))

    def ends_after(self, form: forms.BaseForm) -> dt.date | None:
        """The first day without the profile, where this ends it."""
        return self.today

    def act(self, form: forms.BaseForm, by: User) -> Callable[[Membership], None]:
        """What is done."""
        raise NotImplementedError


class WithdrawView(ProfileView):
    """For good."""

    title = "Revoca l’accesso"
    explains = (
        "Con la revoca la persona è fuori subito, anche se in questo momento sta lavorando. "
        "Quello che ha scritto resta. Per farla tornare servirà un nuovo invito."
    )
    button = "Revoca l’accesso"
    is_danger = True
    done = "accesso revocato."

    def get_form_class(self) -> type[forms.BaseForm]:
        return OwnWithdrawalForm if self.is_own else forms.Form

    def act(self, form: forms.BaseForm, by: User) -> Callable[[Membership], None]:
        return lambda row: withdraw_membership(membership=row, by=by)


class SuspendView(ProfileView):
    """For a while."""

    title = "Sospendi l’accesso"
    explains = (
        "La persona è fuori subito. Puoi ridarle l’accesso quando vuoi, com’era, "
        "con un solo clic."
    )
    button = "Sospendi l’accesso"
    done = "accesso sospeso."

    def get_form_class(self) -> type[forms.BaseForm]:
        return SuspensionForm

    def act(self, form: forms.BaseForm, by: User) -> Callable[[Membership], None]:
        because = form.cleaned_data["because"]
        return lambda row: suspend(membership=row, because=because, by=by)


class ResumeView(ProfileView):
    """As it was before the suspension."""

    title = "Ridai l’accesso"
    explains = (
        "La persona potrà entrare di nuovo, con lo stesso ruolo di prima. Se l’accesso era "
        "sospeso perché non verificato o non usato, vale anche come verifica."
    )
    button = "Ridai l’accesso"
    done = "accesso ridato."
    form_class = forms.Form

    def may_enter(self) -> bool:
        """What the night suspended is reviewed by somebody else, never by oneself."""
        may = super().may_enter()
        return may and not (self.is_own and is_suspended_by_night(self.membership))

    def ends_after(self, form: forms.BaseForm) -> dt.date | None:
        return None

    def act(self, form: forms.BaseForm, by: User) -> Callable[[Membership], None]:
        return lambda row: self._give_back(row, by)

    def _give_back(self, row: Membership, by: User) -> None:
        if is_suspended_by_night(row):
            confirmed = {row.pk: Outcome.CONFIRMED}
            review(by=by, decisions=confirmed, on=self.today)
        else:
            resume(membership=row, by=by)


class DatesView(ProfileView):
    """Until when, and how the person belongs to the body."""

    title = "Date e rapporto con l’ente"
    explains = "Dopo l’ultimo giorno l’accesso finisce da solo."
    button = "Salva"
    done = "date salvate."
    form_class = DatesForm

    def get_form_kwargs(self) -> dict[str, Any]:
        copy = Membership.objects.get(pk=self.membership.pk)
        return super().get_form_kwargs() | {"instance": copy, "today": self.today}

    def ends_after(self, form: forms.BaseForm) -> dt.date | None:
        """Only where it ends earlier than it would have; of a longer one `act` asks."""
        last: dt.date | None = form.cleaned_data["valid_until"]
        before = self.membership.valid_until
        if last is None or (before and last >= before):
            return None
        return last + dt.timedelta(days=1)

    def act(self, form: forms.BaseForm, by: User) -> Callable[[Membership], None]:
        return lambda row: self._change(row, by, form.cleaned_data)

    def _change(self, row: Membership, by: User, dates: dict[str, Any]) -> None:
        if reason := why_not_lengthen(self.who, row, dates["valid_until"]):
            raise NotNow(reason)
        change_dates(membership=row, by=by, **dates)
