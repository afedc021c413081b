"""My list: the builder, its list, the page to print, the PDF. No cookie, nothing kept."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseForbidden
from django.shortcuts import redirect, render
from django.utils.cache import patch_cache_control
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_safe

from core.origins import is_own
from core.pdf import PdfUnavailable
from directory.handout.codes import read
from directory.handout.contexts import (
    builder_context,
    list_context,
    read_asked,
    sheet_of,
)
from directory.handout.listing import address_of_list
from directory.handout.sheets import pdf_of

View = Callable[..., HttpResponse]
FILE_NAME = "foglio-di-orientamento.pdf"


def _for_nobody_else(view: View) -> View:
    """Kept by no cache and by no search engine: what somebody picked says what they need."""

    @wraps(view)
    def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        response = view(request, *args, **kwargs)
        patch_cache_control(response, no_store=True, private=True)
        response.headers["X-Robots-Tag"] = "noindex"
        return response

    return answer


def _own_form(view: View) -> View:
    """Only what a page of ours sends is answered; nothing is changed by it, no cookie needed.

    Whoever comes by an address alone (a reload, a bookmark) is led to the list.
    """

    @csrf_exempt
    @_for_nobody_else
    @wraps(view)
    def answer(request: HttpRequest) -> HttpResponse:
        if request.method != "POST":
            return redirect("my_list")
        return view(request) if is_own(request) else HttpResponseForbidden()

    return answer


@require_safe
@_for_nobody_else
def my_list(request: HttpRequest, text: str = "") -> HttpResponse:
    """The builder. The list is in the address, in its fragment (which only the script sees)
    or in its path; codes typed from paper come as `lista`."""
    typed = request.GET.get("lista", "")
    if typed and not read(typed).strange:
        return redirect(address_of_list((*read(text).codes, *read(typed).codes)))
    # What is mistyped is told here: an address would not take it along.
    context = builder_context(request, f"{text} {typed}")
    context["breadcrumb"] = [("Home", "/")]
    return render(request, "directory/handout/my_list.html", context)


@_own_form
def my_list_content(request: HttpRequest) -> HttpResponse:
    """The list alone, for the script: sent in the body, so that no log holds it."""
    asked = read_asked(request, request.POST.get("lista", ""), request.POST)
    return render(request, "directory/handout/list.html", list_context(asked))


@_own_form
def my_list_print(request: HttpRequest) -> HttpResponse:
    """The sheet as a page to print."""
    return _page(request, {"sheet": sheet_of(request)})


@_own_form
def my_list_pdf(request: HttpRequest) -> HttpResponse:
    """The sheet as PDF; where it cannot be made, the page to print, which says so."""
    sheet = sheet_of(request)
    if not sheet.entries:
        return _page(request, {"sheet": sheet})
    try:
        content = pdf_of(sheet)
    except PdfUnavailable:
        return _page(request, {"sheet": sheet, "has_no_pdf": True})
    response = HttpResponse(content, content_type="application/pdf")
    # A policy for pages keeps some browsers from showing a PDF.
    response._csp_exempt = True  # type: ignore[attr-defined]
    response.headers["Content-Disposition"] = f'inline; filename="{FILE_NAME}"'
    return response


def _page(request: HttpRequest, context: dict[str, Any]) -> HttpResponse:
    back = request.POST.get("ritorno", "")
    is_ours = url_has_allowed_host_and_scheme(back, allowed_hosts=None)
    context["back"] = back if is_ours else ""
    return render(request, "directory/handout/print.html", context)
