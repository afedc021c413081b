"""App configuration."""

from django.apps import AppConfig
from django.db.models.signals import post_delete, post_save, pre_delete


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

        post_save.connect(let_role_in, sender=RoleGroup)
        doors.register(links.door)
        slots.register("own-access", links.own_access_link)
        self._files()
        self._data_care()

    def _files(self) -> None:
        from directory.models import OrganisationPage
        from intranet.files import holding, night, panel, privacy
        from intranet.files.actions import bytes_go_with_the_row, shared_by_nobody
        from intranet.finding import files, pages
        from intranet.models import PrivateFile

        post_delete.connect(bytes_go_with_the_row, sender=PrivateFile)
        pre_delete.connect(shared_by_nobody, sender=OrganisationPage)
        panel.register()
        holding.register()
        night.register()
        privacy.register()
        pages.add()
        files.add()

    def _data_care(self) -> None:
        from intranet.data_care import night, panel, privacy

        night.register()
        panel.register()
        privacy.register()
