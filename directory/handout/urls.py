"""Addresses of the list. What follows `/la-mia-lista/` is in no log (`core.quiet_paths`)."""

from django.urls import path

from directory.handout import views

PLACE = "la-mia-lista"

urlpatterns = [
    path(f"{PLACE}/", views.my_list, name="my_list"),
    path(f"{PLACE}/elenco/", views.my_list_content, name="my_list_content"),
    path(f"{PLACE}/stampa/", views.my_list_print, name="my_list_print"),
    path(f"{PLACE}/pdf/", views.my_list_pdf, name="my_list_pdf"),
    path(f"{PLACE}/<str:text>/", views.my_list, name="my_list_of"),
]
