"""Views without a page of their own."""

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.views.decorators.cache import cache_control

from core.frame import frame_for
from core.querysets import coded_q, published_pages
from core.short_codes import read_code


def robots(request: HttpRequest) -> HttpResponse:
    """What robots may read: all but the admin and the search; nothing of a demonstration."""
    context = {"is_demonstration": frame_for(request).settings.is_demonstration}
    return render(
        request, "robots.txt", context, content_type="text/plain; charset=utf-8"
    )


@cache_control(max_age=300, public=True)
def theme(request: HttpRequest) -> HttpResponse:
    """The site's own colour as a stylesheet: the policy allows no inline style."""
    colour = frame_for(request).settings.primary_colour
    return HttpResponse(
        f":root{{--site-primary:{colour}}}\n", content_type="text/css; charset=utf-8"
    )


def short_link(request: HttpRequest, code: str) -> HttpResponse:
    """On to the published page with this short code, as it stands on paper."""
    found = published_pages().filter(coded_q(filter(None, [read_code(code)])))
    page = found.order_by("pk").first()
    if page is None:
        raise Http404
    return HttpResponseRedirect(page.get_url(request) or "/")
