"""What the work of publishing leaves behind."""

from editorial.models.agreement_notice import AgreementNotice
from editorial.models.links import CheckedLink, LinkPlace
from editorial.models.list_changes import ListChange, ListState
from editorial.models.list_receipts import ListDigest, ListLetter, ListReceipt
from editorial.models.release import Frozen, ListRelease, ListWithdrawal, ReleaseFile
from editorial.models.reminder import Reminder, Stage
from editorial.models.urgent import UrgentChange

__all__ = [
    "AgreementNotice",
    "CheckedLink",
    "Frozen",
    "LinkPlace",
    "ListChange",
    "ListDigest",
    "ListLetter",
    "ListReceipt",
    "ListRelease",
    "ListState",
    "ListWithdrawal",
    "ReleaseFile",
    "Reminder",
    "Stage",
    "UrgentChange",
]
