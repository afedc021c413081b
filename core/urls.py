"""Addresses that belong to no page: robots, colours, short links."""

from django.urls import path

from core import views

urlpatterns = [
    path("robots.txt", views.robots, name="robots"),
    path("s/<str:code>/", views.short_link, name="short_link"),
    path("colori.css", views.theme, name="theme"),
]
