"""Addresses below `/redazione/sportelli/`."""

from django.urls import path

from editorial.urgent import views

urlpatterns = [
    path("", views.desk_list, name="urgent_desks"),
    path("<key:number>/", views.desk, name="urgent_desk"),
    path("<key:number>/orari/", views.hours, name="urgent_hours"),
    path("<key:number>/annulla/", views.undo, name="urgent_undo"),
]
