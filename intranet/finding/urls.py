"""Addresses of the restricted search, below /intranet/cerca/."""

from django.urls import path

from intranet.finding import views

urlpatterns = [
    path("", views.FindView.as_view(), name="intranet_find"),
    path("suggerimenti/", views.SuggestView.as_view(), name="intranet_suggestions"),
]
