"""Addresses of this app."""

from django.urls import path

from search.views import results

urlpatterns = [path("cerca/", results, name="search")]
