"""Private facts. None of these models is searched in public, fed or exported."""

from intranet.models.knowledge import Procedure, ProcedureKind, StaffNote
from intranet.models.notices import Importance, NoticeReceipt, StaffNotice
from intranet.models.pages import IntranetPage, IntranetTextPage
from intranet.models.private_file import PrivateFile
from intranet.models.questions import Answer, Question

__all__ = [
    "Answer",
    "Importance",
    "IntranetPage",
    "IntranetTextPage",
    "NoticeReceipt",
    "PrivateFile",
    "Procedure",
    "ProcedureKind",
    "Question",
    "StaffNote",
    "StaffNotice",
]
