"""What the work of publishing leaves behind."""

from editorial.models.agreement_notice import AgreementNotice
from editorial.models.links import CheckedLink, LinkPlace
from editorial.models.reminder import Reminder, Stage
from editorial.models.urgent import UrgentChange

__all__ = [
    "AgreementNotice",
    "CheckedLink",
    "LinkPlace",
    "Reminder",
    "Stage",
    "UrgentChange",
]
