"""The advice on a page: a page of its own, and the part that the side panel asks for anew."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe
from wagtail.models import Page

from editorial.writing.reading import advice_for

PART = "parte"


@require_safe
def plain_writing(request: HttpRequest, pk: int) -> HttpResponse:
    """Of the newest draft, for whoever may edit it."""
    page = get_object_or_404(Page, pk=pk)
    if not page.permissions_for_user(request.user).can_edit():
        raise PermissionDenied
    draft = page.get_latest_revision_as_object()
    name = "advice" if PART in request.GET else "page"
    context = {"page": draft, "advice": advice_for(draft)}
    return render(request, f"editorial/writing/{name}.html", context)
