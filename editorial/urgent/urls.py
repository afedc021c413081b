"""Addresses below `/redazione/sportelli/`."""

from django.urls import path

from editorial.urgent import views

urlpatterns = [
    path("", views.desk_list, name="urgent_desks"),
    path("<int:number>/", views.desk, name="urgent_desk"),
    path("<int:number>/orari/", views.hours, name="urgent_hours"),
    path("<int:number>/annulla/", views.undo, name="urgent_undo"),
]
