"""Wagtail's own list of users deletes nobody.

Profiles, approvals and the history of pages point at a person's number; and whoever is deleted, not
erased (`core.erasures`), would come back with the next restored backup.
"""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from wagtail import hooks

from accounts.models import User

NOT_HERE = (
    "Una persona non si cancella da qui: resterebbero senza autore la storia delle pagine e gli "
    "accessi dati. Revoca i suoi accessi in «Persone»; per cancellare i suoi dati chi gestisce "
    "il server usa il comando «privacy erase»."
)


@hooks.register("before_delete_user")
def refuse_to_delete(request: HttpRequest, user: User) -> HttpResponse:
    """One by one."""
    messages.error(request, NOT_HERE)
    return redirect("wagtailusers_users:edit", user.pk)


@hooks.register("before_bulk_action")
def refuse_to_delete_many(
    request: HttpRequest, action_type: str, people: Any, action: Any
) -> HttpResponse | None:
    """Many at once."""
    if action_type != "delete" or action.model is not User:
        return None
    messages.error(request, NOT_HERE)
    return redirect("wagtailusers_users:index")
