"""Tells the rest of the restricted part what private files and their search have to say."""

from django.db.models.signals import post_delete, pre_delete

from directory.models import OrganisationPage
from intranet.files import holding, night, panel, privacy
from intranet.files.actions import bytes_go_with_the_row, shared_by_nobody
from intranet.finding import files, pages
from intranet.models import PrivateFile


def register() -> None:
    """Once, when the site starts."""
    post_delete.connect(bytes_go_with_the_row, sender=PrivateFile)
    pre_delete.connect(shared_by_nobody, sender=OrganisationPage)
    for part in (panel, holding, night, privacy):
        part.register()
    pages.add()
    files.add()
