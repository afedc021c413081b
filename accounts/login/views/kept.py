"""The text of a form whose session was over, given back."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.csrf import csrf_failure
from django.views.decorators.cache import never_cache

from accounts.login import factor, kept_form


@login_required
@never_cache
def give_back(request: HttpRequest) -> HttpResponse:
    """Send it again to where it was going, or leave it."""
    found = kept_form.kept(request.session, request.user.pk)
    if found is None:
        return redirect("accounts_entered")
    if request.method == "POST":
        kept_form.drop(request.session)
        messages.info(request, "Va bene: il testo è stato lasciato.")
        return redirect("accounts_entered")
    return render(request, "accounts/login/kept_form.html", {"kept": found})


def form_too_old(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form opened before the last login holds a token of then: its text is given back.

    Only for one sent by a page of this site; all else is refused as Django does.
    """
    is_inside = request.user.is_authenticated and factor.passed(request)
    if not is_inside or not kept_form.is_editing(request):
        return csrf_failure(request, reason=reason)
    kept_form.keep(request, request.user.pk)
    return redirect("accounts_kept_form")
