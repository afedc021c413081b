"""Addresses of this app."""

from django.urls import path

from search.views import results, suggestions

urlpatterns = [
    path("cerca/", results, name="search"),
    path("cerca/suggerimenti/", suggestions, name="suggestions"),
]
