"""Where somebody is logged in: listed in words, ended one by one or all."""

from __future__ import annotations

from typing import Any

from allauth.usersessions.models import UserSession
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.contrib.sessions.models import Session
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache

from accounts.login.devices import in_words
from accounts.login.signal_handlers import end_sessions
from core.text import as_number


def _own(request: HttpRequest) -> QuerySet[UserSession]:
    alive = Session.objects.filter(expire_date__gt=timezone.now())
    own = UserSession.objects.filter(user=request.user)
    return own.filter(session_key__in=alive.values("session_key"))


@login_required
@never_cache
def mine(request: HttpRequest) -> HttpResponse:
    """The list; posted with `session`, that one ends, without it all others do."""
    if request.method == "POST":
        return _end(request)
    rows = [
        {
            "pk": row.pk,
            "device": in_words(row.user_agent),
            "since": row.created_at,
            "address": row.ip,
            "is_this": row.session_key == request.session.session_key,
        }
        for row in _own(request).order_by("-created_at")
    ]
    return render(request, "usersessions/usersession_list.html", {"sessions": rows})


def _end(request: HttpRequest) -> HttpResponse:
    user: Any = request.user
    chosen = request.POST.get("session", "")
    if not chosen:
        end_sessions(user, but=request.session.session_key)
        messages.success(request, "Le altre sessioni sono chiuse.")
        return redirect("usersessions_list")
    row = get_object_or_404(_own(request), pk=as_number(chosen) or 0)
    if row.session_key == request.session.session_key:
        return redirect("account_logout")
    row.end()
    messages.success(request, "Sessione chiusa.")
    return redirect("usersessions_list")
