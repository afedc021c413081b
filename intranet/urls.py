"""Addresses of the restricted part, all below /intranet/ and behind its middleware."""

from django.urls import URLPattern, URLResolver, include, path

urlpatterns: list[URLPattern | URLResolver] = [
    path("riunioni/", include("intranet.meetings.urls")),
]
