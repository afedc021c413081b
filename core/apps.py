"""App configuration."""

from django.apps import AppConfig
from django.core.signals import request_started
from django.db.models.signals import post_delete, post_save


class CoreConfig(AppConfig):
    """Registers what all apps share."""

    name = "core"
    verbose_name = "Base"

    def ready(self) -> None:
        from wagtail.models import PageViewRestriction
        from wagtail.signals import page_published, page_unpublished, post_page_move

        from core import checks, nightly  # noqa: F401
        from core.frame import forget_frame
        from core.models import SiteSettings
        from core.scheduling import publish_scheduled
        from core.visibility import forget_restricted_paths

        nightly.register("publish", publish_scheduled)
        request_started.connect(forget_restricted_paths)
        for signal in (post_save, post_delete):
            signal.connect(forget_restricted_paths, sender=PageViewRestriction)
            signal.connect(forget_frame, sender=PageViewRestriction)
            signal.connect(forget_frame, sender=SiteSettings)
        post_page_move.connect(forget_restricted_paths)
        for signal in (page_published, page_unpublished, post_page_move):
            signal.connect(forget_frame)
