"""A lost second factor: one person asks here, another decides here."""

from __future__ import annotations

from typing import Any

from allauth.account.adapter import get_adapter
from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from accounts.actions import (
    NotAllowed,
    approve_recovery,
    ask_recovery,
    refuse_recovery,
)
from accounts.login import permissions
from accounts.models import FactorRecovery

DECISIONS = {"approve": approve_recovery, "refuse": refuse_recovery}
DONE = {
    "approve": "Fatto: il vecchio secondo fattore è tolto. Ha un giorno per il nuovo.",
    "refuse": "Fatto: tutto resta com'era.",
}


class AskForm(forms.ModelForm):
    """For whom, and what happened."""

    class Meta:
        model = FactorRecovery
        fields = ["person", "reason"]

    def __init__(self, *args: Any, people: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["person"]
        field.queryset = people  # type: ignore[attr-defined]
        field.empty_label = "Scegli la persona"  # type: ignore[attr-defined]
        field.widget.attrs["class"] = "form-select"
        self.fields["reason"].widget.attrs["class"] = "form-control"


@login_required
@never_cache
def recoveries(request: HttpRequest) -> HttpResponse:
    """Requests that somebody may see, and the form to ask."""
    now = timezone.now()
    user: Any = request.user
    may_ask = permissions.can_ask_at_all(user, now)
    if not may_ask and not permissions.can_decide_at_all(user, now):
        raise PermissionDenied
    people = permissions.people_to_ask_for(user, now)
    form = AskForm(request.POST or None, people=people) if may_ask else None
    if request.method == "POST" and form and form.is_valid() and _asked(request, form):
        return redirect("accounts_recoveries")
    context = {"form": form, "recoveries": _rows(user, now)}
    return render(request, "accounts/login/recoveries.html", context)


def _asked(request: HttpRequest, form: AskForm) -> bool:
    try:
        ask_recovery(
            person=form.cleaned_data["person"],
            reason=form.cleaned_data["reason"],
            by=request.user,  # type: ignore[arg-type]
            at=timezone.now(),
        )
    except NotAllowed as refusal:
        form.add_error("person", str(refusal))
        return False
    messages.success(
        request, "Richiesta fatta. Adesso deve approvarla un'altra persona."
    )
    return True


def _rows(user: Any, now: Any) -> list[dict[str, Any]]:
    decides = permissions.can_decide_at_all(user, now)
    return [
        {
            "recovery": row,
            "is_waiting": not row.outcome and row.expires_at > now,
            "may_decide": decides
            and not row.outcome
            and row.expires_at > now
            and row.asked_by_id != user.pk,
        }
        for row in permissions.recoveries_to_see(user, now)
    ]


@require_POST
@login_required
def decide(request: HttpRequest, pk: int) -> HttpResponse:
    """Approve or refuse."""
    user: Any = request.user
    now = timezone.now()
    visible = permissions.recoveries_to_see(user, now)
    recovery = get_object_or_404(visible, pk=pk)
    decision = request.POST.get("decision", "")
    if decision not in DECISIONS:
        return redirect("accounts_recoveries")
    try:
        recovery = DECISIONS[decision](recovery=recovery, by=user, at=now)
    except NotAllowed as refusal:
        messages.error(request, str(refusal))
        return redirect("accounts_recoveries")
    if decision == "approve":
        _write_to(recovery)
    messages.success(request, DONE[decision])
    return redirect("accounts_recoveries")


def _write_to(recovery: FactorRecovery) -> None:
    """The person hears of it by mail: whoever did not expect it can still object."""
    adapter, person = get_adapter(), recovery.person
    adapter.send_mail("accounts/email/recovery", person.email, {"recovery": recovery})
