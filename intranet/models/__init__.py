"""Private facts. None of these models is searched in public, fed or exported."""

from intranet.models.data_review import DataReview, DataReviewNotice
from intranet.models.knowledge import Procedure, ProcedureKind, StaffNote
from intranet.models.meeting import (
    AgendaItem,
    FrozenMinutes,
    Meeting,
    MeetingBody,
    MeetingDocument,
    MeetingKind,
    MeetingPerson,
    MeetingReply,
    MeetingState,
)
from intranet.models.meeting_letter import MeetingLetter, MeetingLetterKind
from intranet.models.meeting_minutes import (
    MeetingDecision,
    MeetingTask,
    Minutes,
    MinutesState,
)
from intranet.models.notices import Importance, NoticeReceipt, StaffNotice
from intranet.models.pages import IntranetPage, IntranetTextPage
from intranet.models.private_file import PrivateFile
from intranet.models.questions import Answer, Question
from intranet.models.referent import Referent, ReferentHours
from intranet.models.reveal import LimitReached, Reveal
from intranet.models.training import TrainingCourse, TrainingSession
from intranet.models.training_attendance import (
    AttendanceTotal,
    Enrolment,
    TrainingFeedback,
)
from intranet.models.training_letter import TrainingLetter, TrainingLetterKind
from intranet.models.training_material import MaterialKind, TrainingMaterial

__all__ = [
    "AgendaItem",
    "Answer",
    "AttendanceTotal",
    "DataReview",
    "DataReviewNotice",
    "Enrolment",
    "FrozenMinutes",
    "Importance",
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
    "MeetingReply",
    "MeetingState",
    "MeetingTask",
    "Minutes",
    "MinutesState",
    "NoticeReceipt",
    "PrivateFile",
    "Procedure",
    "ProcedureKind",
    "Question",
    "Referent",
    "ReferentHours",
    "Reveal",
    "StaffNote",
    "StaffNotice",
    "TrainingCourse",
    "TrainingFeedback",
    "TrainingLetter",
    "TrainingLetterKind",
    "TrainingMaterial",
    "TrainingSession",
]
