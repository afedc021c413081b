"""Addresses of the restricted part, all below /intranet/ and behind its middleware."""

from django.urls import URLPattern, URLResolver

urlpatterns: list[URLPattern | URLResolver] = []
