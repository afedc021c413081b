"""Addresses of the restricted part, all below /intranet/ and behind its middleware."""

from django.urls import URLPattern, URLResolver, include, path

urlpatterns: list[URLPattern | URLResolver] = [
    path("file/", include("intranet.files.urls")),
    path("cerca/", include("intranet.finding.urls")),
    path("verifica-dati/", include("intranet.data_care.urls")),
]
