"""What the work of publishing leaves behind."""

from editorial.models.links import CheckedLink, LinkPlace
from editorial.models.reminder import Reminder, Stage
from editorial.models.urgent import UrgentChange

__all__ = ["CheckedLink", "LinkPlace", "Reminder", "Stage", "UrgentChange"]
