"""The log in Wagtail's admin: its page, its place in the menus."""

from __future__ import annotations

from django.http import HttpRequest
from django.urls import URLPattern, path, reverse
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from accounts.audit.reading import can_read_log
from accounts.audit.views import audit_log

TITLE = "Registro di sicurezza"


class LogMenuItem(MenuItem):
    """For those who may read the log."""

    def is_shown(self, request: HttpRequest) -> bool:
        return can_read_log(request.user)


@hooks.register("register_admin_urls")
def log_urls() -> list[URLPattern]:
    """The page of the log."""
    return [path("registro/", audit_log, name="audit_log")]


@hooks.register("register_reports_menu_item")
def log_item() -> MenuItem:
    """The log, among the reports."""
    return LogMenuItem(TITLE, reverse("audit_log"), icon_name="lock", order=900)


@hooks.register("register_help_menu_item")
def notice_item() -> MenuItem:
    """What is recorded, for everybody who enters the admin."""
    return MenuItem(
        "Che cosa registriamo",
        reverse("audit_notice"),
        name="audit_notice",
        icon_name="lock",
        order=900,
    )
