"""Addresses of the review."""

from django.urls import path

from accounts.reviewing import views

urlpatterns = [
    path("", views.index, name="access_review"),
    path("senza-ente/", views.review_common, name="access_review_common"),
    path("senza-ente/verbale.pdf", views.report_common, name="access_report_common"),
    path("<key:pk>/", views.review_body, name="access_review_body"),
    path("<key:pk>/verbale.pdf", views.report_body, name="access_report_body"),
]
