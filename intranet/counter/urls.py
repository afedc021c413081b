"""Addresses of the counter."""

from django.urls import path

from intranet.counter.views import OrientationSheetView

urlpatterns = [path("", OrientationSheetView.as_view(), name="orientation_sheet")]
