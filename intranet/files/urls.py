"""Addresses of private files, below /intranet/file/."""

from django.urls import path

from intranet.files import views

urlpatterns = [
    path("", views.FilesView.as_view(), name="intranet_files"),
    path("nuovo/", views.AddView.as_view(), name="intranet_file_add"),
    path("<uuid:key>/", views.FileView.as_view(), name="intranet_file"),
    path("<uuid:key>/scheda/", views.SheetView.as_view(), name="intranet_file_sheet"),
    path(
        "<uuid:key>/modifica/", views.ChangeView.as_view(), name="intranet_file_change"
    ),
    path(
        "<uuid:key>/serve/",
        views.StillNeededView.as_view(),
        name="intranet_file_needed",
    ),
    path(
        "<uuid:key>/cancella/", views.DeleteView.as_view(), name="intranet_file_delete"
    ),
]
