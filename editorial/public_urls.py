"""Public addresses: the link of a reminder."""

from django.urls import path

from editorial.freshness.views import confirm_by_link

urlpatterns = [path("conferma/", confirm_by_link, name="confirm_by_link")]
