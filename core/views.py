"""Views without a page of their own."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import cache_control

from core.frame import frame_for


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
