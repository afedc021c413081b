"""Private facts. None of these models is searched in public, fed or exported."""

from intranet.models.pages import IntranetPage, IntranetTextPage
from intranet.models.private_file import PrivateFile
from intranet.models.referent import Referent, ReferentHours
from intranet.models.reveal import LimitReached, Reveal
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
    "LimitReached",
    "MaterialKind",
    "PrivateFile",
    "Referent",
    "ReferentHours",
    "Reveal",
    "TrainingCourse",
    "TrainingFeedback",
    "TrainingLetter",
    "TrainingMaterial",
    "TrainingSession",
]
