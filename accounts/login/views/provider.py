"""To the body's own provider and back; where it is down, a page that says so."""

from __future__ import annotations

import logging
from collections.abc import Callable
from functools import wraps

from allauth.socialaccount.providers.openid_connect import views as oidc
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
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


go = _or_an_apology(oidc.login)
come_back = _or_an_apology(oidc.callback)
