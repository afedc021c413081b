"""App configuration."""

from django.apps import AppConfig
from django.db.models.signals import post_delete, post_save

NOTICE_SLOTS = ("service-notices", "desk-notices", "organisation-notices")


class HomeConfig(AppConfig):
    """Pages around the directory."""

    name = "home"
    verbose_name = "Pagine"

    def ready(self) -> None:
        from wagtail.models import PageViewRestriction
        from wagtail.signals import page_published, page_unpublished, post_page_move

        from core import slots
        from home.notices import forget_notices, notices_slot

        for slot in NOTICE_SLOTS:
            slots.register(slot, notices_slot)
        notices = self.get_model("NoticePage")
        for signal in (post_save, post_delete):
            signal.connect(forget_notices, sender=PageViewRestriction)
            signal.connect(forget_notices, sender=notices)
            signal.connect(forget_notices, sender=self.get_model("NoticeConcern"))
        for signal in (page_published, page_unpublished, post_page_move):
            signal.connect(forget_notices)
