"""Old addresses lead to published pages alone: an address tells what a draft is about."""

from __future__ import annotations

from urllib.parse import urlparse

from django.http import HttpRequest, HttpResponse
from wagtail.contrib.redirects.middleware import RedirectMiddleware, get_redirect
from wagtail.contrib.redirects.models import Redirect

from core.visibility import is_published


class PublishedRedirectMiddleware(RedirectMiddleware):
    """Wagtail's, which sends on to whatever page a redirect names."""

    def process_response(
        self, request: HttpRequest, response: HttpResponse
    ) -> HttpResponse:
        """The 404 stays where the page is not public."""
        answer: HttpResponse = super().process_response(request, response)
        if answer is response:
            return response
        page = _found(request).redirect_page
        return answer if page is None or is_published(page) else response


def _found(request: HttpRequest) -> Redirect:
    """The redirect that was followed, sought as Wagtail does."""
    path = Redirect.normalise_path(request.get_full_path(), decode_unicode=False)
    return get_redirect(request, path) or get_redirect(request, urlparse(path).path)
