"""Private facts. None of these models is searched in public, fed or exported."""

from intranet.models.data_review import DataReview, DataReviewNotice
from intranet.models.pages import IntranetPage, IntranetTextPage
from intranet.models.private_file import PrivateFile

__all__ = [
    "DataReview",
    "DataReviewNotice",
    "IntranetPage",
    "IntranetTextPage",
    "PrivateFile",
]
