"""Addresses of the restricted part, all below /intranet/ and behind its middleware."""

from django.urls import URLPattern, URLResolver, include, path

urlpatterns: list[URLPattern | URLResolver] = [
    path("avvisi/", include("intranet.notices.urls")),
    path("procedure/", include("intranet.knowledge.urls")),
    path("domande/", include("intranet.questions.urls")),
]
