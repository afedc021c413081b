"""Private facts. None of these models is searched in public, fed or exported."""

from intranet.models.pages import IntranetPage, IntranetTextPage
from intranet.models.private_file import PrivateFile

__all__ = ["IntranetPage", "IntranetTextPage", "PrivateFile"]
