"""Private facts. None of these models is searched in public, fed or exported."""

from intranet.models.meeting import (
    AgendaItem,
    Answer,
    FrozenMinutes,
    Meeting,
    MeetingBody,
    MeetingDocument,
    MeetingKind,
    MeetingPerson,
    MeetingState,
)
from intranet.models.meeting_letter import LetterKind, MeetingLetter
from intranet.models.meeting_minutes import (
    MeetingDecision,
    MeetingTask,
    Minutes,
    MinutesState,
)
from intranet.models.pages import IntranetPage, IntranetTextPage
from intranet.models.private_file import PrivateFile

__all__ = [
    "AgendaItem",
    "Answer",
    "FrozenMinutes",
    "IntranetPage",
    "IntranetTextPage",
    "LetterKind",
    "Meeting",
    "MeetingBody",
    "MeetingDecision",
    "MeetingDocument",
    "MeetingKind",
    "MeetingLetter",
    "MeetingPerson",
    "MeetingState",
    "MeetingTask",
    "Minutes",
    "MinutesState",
    "PrivateFile",
]
