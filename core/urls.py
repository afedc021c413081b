"""Addresses that belong to no page: robots and colours."""

from django.urls import path

from core import views

urlpatterns = [
    path("robots.txt", views.robots, name="robots"),
    path("colori.css", views.theme, name="theme"),
]
