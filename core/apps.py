"""App configuration."""

from django.apps import AppConfig
from django.core.signals import request_started
from django.db.models.signals import post_delete, post_save
from django.urls import register_converter


class CoreConfig(AppConfig):
    """Registers what all apps share."""

    name = "core"
    verbose_name = "Base"

    def ready(self) -> None:
        from wagtail.models import Locale, PageViewRestriction, Site
        from wagtail.signals import page_published, page_unpublished, post_page_move

        from core import checks, nightly  # noqa: F401
        from core.address_keys import KeyConverter
        from core.frame import forget_frame
        from core.locales import forget_locales
        from core.models import SiteSettings
        from core.scheduling import publish_scheduled
        from core.sites import forget_site
        from core.spreadsheets import guard_exports
        from core.visibility import forget_restricted_paths

        register_converter(KeyConverter, "key")
        guard_exports()
        nightly.register("publish", publish_scheduled)
        request_started.connect(forget_restricted_paths)
        for signal in (post_save, post_delete):
            signal.connect(forget_restricted_paths, sender=PageViewRestriction)
            signal.connect(forget_frame, sender=PageViewRestriction)
            signal.connect(forget_frame, sender=SiteSettings)
            signal.connect(forget_frame, sender=Site)
            signal.connect(forget_locales, sender=Locale)
            signal.connect(forget_site)
        post_page_move.connect(forget_restricted_paths)
        post_page_move.connect(forget_site)
        for signal in (page_published, page_unpublished, post_page_move):
            signal.connect(forget_frame)
