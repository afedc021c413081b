"""Private facts. None of these models is searched in public, fed or exported."""

from intranet.models.meeting import (
    AgendaItem,
    Answer,
    Meeting,
    MeetingBody,
    MeetingDocument,
    MeetingKind,
    MeetingPerson,
    MeetingState,
)
from intranet.models.meeting_letter import MeetingLetter, MeetingLetterKind
from intranet.models.meeting_minutes import (
    FrozenMinutes,
    MeetingDecision,
    MeetingTask,
    Minutes,
    MinutesState,
)
from intranet.models.pages import IntranetPage, IntranetTextPage
from intranet.models.private_file import PrivateFile
from intranet.models.referent import Referent, ReferentHours
from intranet.models.reveal import LimitReached, Reveal
from intranet.models.training import (
    AttendanceTotal,
    Enrolment,
    MaterialKind,
    TrainingCourse,
    TrainingFeedback,
    TrainingLetter,
    TrainingLetterKind,
    TrainingMaterial,
    TrainingSession,
)

__all__ = [
    "AgendaItem",
    "Answer",
    "AttendanceTotal",
    "Enrolment",
    "FrozenMinutes",
    "IntranetPage",
    "IntranetTextPage",
    "LimitReached",
    "MaterialKind",
    "Meeting",
    "MeetingBody",
    "MeetingDecision",
    "MeetingDocument",
    "MeetingKind",
    "MeetingLetter",
    "MeetingLetterKind",
    "MeetingPerson",
    "MeetingState",
    "MeetingTask",
    "Minutes",
    "MinutesState",
    "PrivateFile",
    "Referent",
    "ReferentHours",
    "Reveal",
    "TrainingCourse",
    "TrainingFeedback",
    "TrainingLetter",
    "TrainingLetterKind",
    "TrainingMaterial",
    "TrainingSession",
]
