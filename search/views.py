"""The results page."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from core.facet_labels import labels_of
from directory.groupings import links_with_counts
from search.facets import FACET_NAMES
from search.find import find
from search.navigation import (
    active_filters,
    address,
    filter_groups,
    kept_choices,
    page_links,
)
from search.reading import read_request
from search.request import SearchRequest


@require_safe
def results(request: HttpRequest) -> HttpResponse:
    """What the directory holds for the visitor's words and filters."""
    wanted = read_request(request.GET, locale=get_language() or "it")
    return render(request, "search/results.html", results_context(wanted))


def results_context(wanted: SearchRequest) -> dict[str, Any]:
    """Everything the template shows."""
    result = find(wanted)
    labels = {name: labels_of(name, wanted.locale) for name in FACET_NAMES}
    return {
        "breadcrumb": [("Home", "/")],
        "search_request": wanted,
        "result": result,
        "page_links": page_links(wanted, result),
        "filter_groups": filter_groups(wanted, result, labels),
        "active_filters": active_filters(wanted, labels),
        "kept": kept_choices(wanted),
        "unfiltered": address(SearchRequest(wanted.text)) if wanted.text else "",
        "needs": [] if result.hits else links_with_counts("bisogni"),
    }
