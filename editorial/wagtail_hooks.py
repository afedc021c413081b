"""What the work of publishing adds to Wagtail's admin; each part says its own."""

from editorial.bulk import hooks as bulk_hooks
from editorial.dashboards import hooks as dashboards_hooks
from editorial.freshness import hooks as freshness_hooks
from editorial.publishing import hooks as publishing_hooks
from editorial.releases import hooks as releases_hooks
from editorial.urgent import hooks as urgent_hooks
from editorial.writing import hooks as writing_hooks

__all__ = [
    "bulk_hooks",
    "dashboards_hooks",
    "freshness_hooks",
    "publishing_hooks",
    "releases_hooks",
    "urgent_hooks",
    "writing_hooks",
]
