"""App configuration."""

from django.apps import AppConfig
from django.db.models.signals import post_save


class IntranetConfig(AppConfig):
    """The restricted part."""

    name = "intranet"
    verbose_name = "Parte riservata"

    def ready(self) -> None:
        from accounts.login import doors
        from accounts.models import RoleGroup
        from core import slots
        from intranet.entry import links
        from intranet.entry.restriction import let_role_in
        from intranet.training import wiring as training

        post_save.connect(let_role_in, sender=RoleGroup)
        doors.register(links.door)
        slots.register("own-access", links.own_access_link)
        training.register()
        self._add_referents()

    def _add_referents(self) -> None:
        """Whom to call, and what operators read beside public pages."""
        from intranet.aside import slots as aside
        from intranet.referents import night, panels, privacy

        aside.register()
        for part in (night, panels, privacy):
            part.register()
