"""Private facts. None of these models is searched in public, fed or exported."""

from intranet.models.pages import IntranetPage, IntranetTextPage
from intranet.models.private_file import PrivateFile
from intranet.models.training import (
    AttendanceTotal,
    Enrolment,
    LetterKind,
    MaterialKind,
    TrainingCourse,
    TrainingFeedback,
    TrainingLetter,
    TrainingMaterial,
    TrainingSession,
)

__all__ = [
    "AttendanceTotal",
    "Enrolment",
    "IntranetPage",
    "IntranetTextPage",
    "LetterKind",
    "MaterialKind",
    "PrivateFile",
    "TrainingCourse",
    "TrainingFeedback",
    "TrainingLetter",
    "TrainingMaterial",
    "TrainingSession",
]
