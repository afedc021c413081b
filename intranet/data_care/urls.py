"""Addresses of "Verifica dei dati", below /intranet/verifica-dati/."""

from django.urls import path

from intranet.data_care import views

urlpatterns = [
    path("", views.ReviewsView.as_view(), name="intranet_data_reviews"),
    path(
        "coordinamento/",
        views.ReviewView.as_view(),
        name="intranet_data_review_common",
    ),
    path("<int:body>/", views.ReviewView.as_view(), name="intranet_data_review"),
]
