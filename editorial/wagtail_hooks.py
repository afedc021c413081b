"""What the work of publishing adds to Wagtail's admin; each part says its own."""

from editorial.freshness import hooks as freshness_hooks
from editorial.publishing import hooks as publishing_hooks
from editorial.urgent import hooks as urgent_hooks

__all__ = ["freshness_hooks", "publishing_hooks", "urgent_hooks"]
