"""Change a phone or an hour on many desks: choose, look, do."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from core.text import as_number
from directory.models import DeskPage
from editorial.bulk.forms import ChangeForm, desks_of
from editorial.bulk.planning import Way, carry_out, plans_for

APPLY, PREVIEW = "apply", "preview"


@require_http_methods(["GET", "HEAD", "POST"])
def change_desks(request: HttpRequest) -> HttpResponse:
    """The form; its preview; the change. Nothing is changed that was not looked at."""
    if not desks_of(request.user).exists():
        raise PermissionDenied
    if request.method != "POST":
        return _form(request, ChangeForm(user=request.user))
    form = ChangeForm(request.POST, user=request.user)
    step = request.POST.get("step", PREVIEW)
    if step not in {APPLY, PREVIEW} or not form.is_valid():
        return _form(request, form)
    if step == APPLY:
        return _apply(request, form)
    return _preview(request, form)


def _form(request: HttpRequest, form: ChangeForm) -> HttpResponse:
    return render(request, "editorial/bulk/change_desks.html", {"form": form})


def _preview(request: HttpRequest, form: ChangeForm) -> HttpResponse:
    plans = plans_for(request.user, form.cleaned_data["desks"], form.change)
    context = {
        "form": form,
        "plans": [plan for plan in plans if plan.way is not Way.SKIPPED],
        "skipped": [plan for plan in plans if plan.way is Way.SKIPPED],
        "hidden": [(k, v) for k, v in _pairs(request) if k not in {"step", "desks"}],
    }
    return render(request, "editorial/bulk/preview.html", context)


def _pairs(request: HttpRequest) -> list[tuple[str, str]]:
    names = ChangeForm.base_fields
    return [(k, v) for k in names for v in request.POST.getlist(k)]


def _apply(request: HttpRequest, form: ChangeForm) -> HttpResponse:
    done = [
        carry_out(
            user=request.user,
            desk_id=desk.pk,
            change=form.change,
            seen=_seen(request, desk),
        )
        for desk in form.cleaned_data["desks"]
    ]
    for way, text in TOLD.items():
        if titles := [plan.desk.title for plan in done if plan.way is way]:
            messages.success(request, f"{text}: {', '.join(titles)}.")
    for plan in done:
        if plan.way is Way.SKIPPED:
            messages.warning(
                request, f"{plan.desk.title} è rimasto com'era. {plan.why}"
            )
    return redirect("change_desks")


TOLD = {
    Way.PUBLISHED: "Cambiato e pubblicato",
    Way.ASKED: "Cambiato nella bozza, mandata in approvazione",
    Way.DRAFT: "Cambiato nella bozza",
}


def _seen(request: HttpRequest, desk: DeskPage) -> int:
    """The revision that the preview showed; -1, which none is, where it showed none."""
    number = as_number(request.POST.get(f"seen_{desk.pk}"))
    return -1 if number is None else number


def menu_shows(user: Any) -> bool:
    """Who may change a desk."""
    return bool(desks_of(user).exists())
