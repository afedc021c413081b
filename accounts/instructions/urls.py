"""Addresses of the instructions."""

from django.urls import path

from accounts.instructions import views

urlpatterns = [
    path("", views.read, name="instructions"),
    path("<key:pk>/", views.keep, name="instructions_keep"),
    path("<key:pk>/scrivi/", views.write, name="instructions_write"),
    path("<key:pk>/a-voce/", views.oral, name="instructions_oral"),
]
