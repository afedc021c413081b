"""Private facts. None of these models is searched in public, fed or exported."""

from intranet.models.pages import IntranetPage, IntranetTextPage
from intranet.models.private_file import PrivateFile
from intranet.models.referent import Referent, ReferentHours
from intranet.models.reveal import LimitReached, Reveal

__all__ = [
    "IntranetPage",
    "IntranetTextPage",
    "LimitReached",
    "PrivateFile",
    "Referent",
    "ReferentHours",
    "Reveal",
]
