"""The results page, and what is suggested while somebody types."""

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.cache import patch_cache_control
from django.utils.translation import get_language
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from core.frame import frame_for
from core.text import searchable
from core.tiles import allow_tiles
from directory.desk_hours import patron_of
from search.finding_page import results_context
from search.learning.noting import note_missing
from search.navigation import address
from search.reading import TEXT_LENGTH, read_asked, read_position
from search.suggesting import suggested

POSITION = "X-Posizione"


@require_safe
def results(request: HttpRequest) -> HttpResponse:
    """What the directory holds for the visitor's words and filters.

    The device's position comes in a header, where neither an address nor a log keeps it.
    """
    settings = frame_for(request).settings
    asked = read_asked(request.GET, locale=get_language() or "it")
    position = read_position(request.headers.get(POSITION, ""))
    context = results_context(
        asked, at=timezone.localtime(), patron=patron_of(settings), position=position
    )
    note_missing(
        context["result"],
        asked.request.text,
        agent=request.headers.get("User-Agent", ""),
    )
    response = render(request, "search/results.html", context)
    # The address that a script shows: without the empty fields of the form.
    response.headers["HX-Push-Url"] = request.path + address(asked).removesuffix("?")
    if position:
        patch_cache_control(response, no_store=True, private=True)
    return allow_tiles(response, settings.map_tiles)


@require_safe
@cache_control(public=True, max_age=60)
def suggestions(request: HttpRequest) -> JsonResponse:
    """Titles that go on with what is typed: text, address, kind, ranges to mark."""
    text = searchable(request.GET.get("q", ""), TEXT_LENGTH)
    found = suggested(
        text, kind=request.GET.get("tipo", ""), locale=get_language() or "it"
    )
    return JsonResponse({"items": found}, json_dumps_params={"ensure_ascii": False})
