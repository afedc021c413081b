"""Addresses of the work of publishing, outside Wagtail's admin. All ask for a login."""

from django.urls import include, path

urlpatterns = [
    path("sportelli/", include("editorial.urgent.urls")),
]
