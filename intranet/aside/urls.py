"""Addresses below /intranet/accanto/."""

from django.urls import path

from intranet.aside.views import AsideView

urlpatterns = [path("<int:pk>/", AsideView.as_view(), name="page_aside")]
