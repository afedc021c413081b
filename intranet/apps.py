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
        from intranet.authoring import wiring as authoring
        from intranet.data_care import wiring as data_care
        from intranet.entry import links
        from intranet.entry.restriction import let_role_in
        from intranet.files import wiring as files
        from intranet.meetings import wiring as meetings
        from intranet.overview import pages
        from intranet.referents import wiring as referents
        from intranet.training import wiring as training

        post_save.connect(let_role_in, sender=RoleGroup)
        doors.register(links.door)
        slots.register("own-access", links.own_access_link)
        for part in (referents, training, meetings, authoring, files, data_care, pages):
            part.register()
