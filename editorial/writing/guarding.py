"""Nobody's data is published: asked of forms, and of drafts that go out without a form."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from typing import Any

from django.http import (
    HttpRequest,
    HttpResponse,
    HttpResponseRedirect,
    JsonResponse,
)
from django.shortcuts import redirect
from django.urls import reverse
from wagtail.admin import messages
from wagtail.models import Page

from directory.personal_data.detecting import Finding, findings
from editorial.writing.hints import Text
from editorial.writing.texts import form_texts, page_texts
from search.learning.choosing import names

APPROVE = "wagtailadmin_pages:workflow_action"
# What an approval is called in Wagtail's tasks; asking for changes publishes nothing.
APPROVING = frozenset({"approve"})


def refuse_personal_data(form: Any) -> None:
    """Say it at the field, unless a draft is being saved: that is kept as it is typed.

    What is sent for approval is as good as published. Whoever takes a request for approval back
    sends the form too, and publishes nothing.
    """
    if getattr(form, "is_deferred_validation", False):
        return
    if form.data.get("action-cancel-workflow"):
        return
    for part, name, text in form_texts(form):
        counts = part is form and name in counted_by(form.instance)
        problems = why_not_public(text.plain, counts_people=counts)
        if problems and name in part.fields:
            part.add_error(name, problems)


def counted_by(subject: Any) -> Collection[str]:
    """The fields of a page that count people (`BasePage.counts_people`)."""
    counted: Collection[str] = getattr(subject, "counts_people", ())
    return counted


def why_not_public(text: str, *, counts_people: bool = False) -> list[str]:
    """What of persons must be taken out of a text before it is published."""
    found = findings(text, names(), counts_people=counts_people)
    return [one.message for one in found if one.is_blocking]


def found_in(
    texts: Iterable[Text], counted: Collection[str] = ()
) -> list[tuple[Text, Finding]]:
    """What of persons stands in texts, what blocks first; `counted` names those of numbers."""
    found = [
        (text, one)
        for text in texts
        for one in findings(text.plain, names(), counts_people=text.name in counted)
    ]
    return sorted(found, key=lambda pair: not pair[1].is_blocking)


def blocked(page: Page) -> list[str]:
    """Why the newest draft of a page may not be published; empty where it may."""
    draft = page.get_latest_revision_as_object()
    found = found_in(page_texts(draft), counted_by(draft))
    return [f"{t.label}: {f.message}" for t, f in found if f.is_blocking]


class NothingPersonalGoesOutMiddleware:
    """An approval given from a list sends no form: the draft that waits is read here."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Any, args: Any, kwargs: dict[str, Any]
    ) -> HttpResponse | None:
        """Asked before each view."""
        match = request.resolver_match
        if not match or match.view_name != APPROVE or request.method != "POST":
            return None
        if kwargs["action_name"] not in APPROVING:
            return None
        page = Page.objects.filter(pk=kwargs["page_id"]).first()
        # Whoever may not edit the page is refused by the view itself.
        if page is None or not page.permissions_for_user(request.user).can_edit():
            return None
        return _refused(request, page, blocked(page.specific))


def _refused(
    request: HttpRequest, page: Page, reasons: list[str]
) -> HttpResponse | None:
    if not reasons:
        return None
    address = reverse("wagtailadmin_pages:edit", args=[page.pk])
    _tell(request, page, reasons)
    if request.headers.get("x-requested-with") == "XMLHttpRequest":
        return JsonResponse({"step": "success", "redirect": address})
    return redirect(address)


def _tell(request: HttpRequest, page: Page, reasons: list[str]) -> None:
    title = page.get_admin_display_title()
    messages.error(request, f"«{title}» non è stata pubblicata. {' '.join(reasons)}")


def stop_bulk_publishing(
    request: HttpRequest, action_type: str, pages: Iterable[Page], action: Any
) -> HttpResponse | None:
    """Wagtail's bulk publication: all or nothing, so that nothing goes out by mistake."""
    if action_type != "publish" or action.model is not Page:
        return None
    is_stopped = False
    for page in _going_out(request, pages):
        if reasons := blocked(page.specific):
            _tell(request, page, reasons)
            is_stopped = True
    # Not `redirect`: of what is no address it would look for a view's name.
    return HttpResponseRedirect(action.next_url) if is_stopped else None


def _going_out(request: HttpRequest, pages: Iterable[Page]) -> Iterable[Page]:
    for page in pages:
        yield page
        if request.POST.get("include_descendants"):
            yield from page.get_descendants().not_live()
