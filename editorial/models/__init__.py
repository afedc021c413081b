"""What the work of publishing leaves behind."""

from editorial.models.urgent import UrgentChange

__all__ = ["UrgentChange"]
