"""Two editors on one page: whoever saves second is told, with the typed text still there.

Wagtail warns in the browser and refuses its own automatic saving; a form that is sent all the
same would replace the other's text without a word (measured on 7.4.4).
"""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page, Revision

COMPARE = "wagtailadmin_pages:revisions_compare"


def overtaking(request: HttpRequest, page: Page) -> Revision | None:
    """The version saved since the person opened the form; None where there is none.

    Automatic saving (JSON) has Wagtail's own refusal.
    """
    newest: Revision | None = page.latest_revision
    is_automatic = not request.accepts("text/html")
    if request.method != "POST" or newest is None or is_automatic:
        return None
    mine = request.POST.get("overwrite_revision_id")
    begun = request.POST.get("loaded_revision_id")
    if mine or not begun:
        return newest if mine and mine != str(newest.pk) else None
    same = begun == str(newest.pk)
    at = request.POST.get("loaded_revision_created_at", "")
    return None if same and at == newest.created_at.isoformat() else newest


def comparison(request: HttpRequest, page: Page, newest: Revision) -> str:
    """The address that shows what changed, or the history where both are one version."""
    begun = request.POST.get("overwrite_revision_id")
    begun = begun or request.POST.get("loaded_revision_id", "")
    if begun.isdecimal() and begun != str(newest.pk):
        return reverse(COMPARE, args=[page.pk, begun, newest.pk])
    return reverse("wagtailadmin_pages:history", args=[page.pk])


def message(newest: Revision) -> str:
    """What to tell whoever saves second."""
    at = timezone.localtime(newest.created_at)
    return (
        f"Mentre scrivevi, {_name(newest.user)} ha salvato un'altra versione "
        f"({at:%d/%m/%Y} alle {at:%H:%M}). Il tuo testo è ancora qui sotto e non è stato salvato. "
        "Guarda che cosa è cambiato nella Storia della pagina, riporta qui quello che serve "
        "(orari e telefoni compresi), poi salva di nuovo: l'altra versione resta nella Storia."
    )


def _name(user: Any) -> str:
    return (user.get_full_name() or user.email) if user else "qualcun altro"
