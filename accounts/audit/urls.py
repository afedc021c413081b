"""The notice, for everybody with an account: it lies outside the admin."""

from django.urls import path

from accounts.audit.views import audit_notice

urlpatterns = [path("registro/", audit_notice, name="audit_notice")]
