"""To the body's own provider and back; where it is down, a page that says so."""

from __future__ import annotations

import logging
from collections.abc import Callable
from functools import wraps
from http import HTTPStatus

from allauth.socialaccount.providers.openid_connect import views as oidc
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from requests import RequestException

logger = logging.getLogger(__name__)

View = Callable[..., HttpResponse]


def _or_an_apology(view: View) -> View:
    @wraps(view)
    def answered(request: HttpRequest, provider_id: str) -> HttpResponse:
        try:
            return view(request, provider_id)
        except (RequestException, KeyError) as error:
            logger.error("the provider did not answer: %s", type(error).__name__)
            page = "socialaccount/authentication_error.html"
            return render(request, page, status=503)

    return answered


def _leave(request: HttpRequest, provider_id: str) -> HttpResponse:
    """Out of this site by a page that goes on by itself.

    Browsers hold a form to `form-action 'self'` along all redirects that follow it: one to the
    provider, or from there to the next, would end on a blank page.
    """
    answer: HttpResponse = oidc.login(request, provider_id)
    if answer.status_code != HTTPStatus.FOUND:
        return answer
    page = "socialaccount/leaving.html"
    return render(request, page, {"address": answer.headers["Location"]})


go = never_cache(_or_an_apology(_leave))
come_back = _or_an_apology(oidc.callback)
