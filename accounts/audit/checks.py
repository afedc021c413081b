"""A system check: the log must be append-only wherever the site runs."""

from typing import Any

from django.core.checks import CheckMessage, Error, Tags, register

from accounts.audit import triggers


@register(Tags.database)
def the_log_is_append_only(databases: Any = None, **_: Any) -> list[CheckMessage]:
    """`check --database default` asks for the triggers."""
    missing = triggers.missing() if databases else []
    if not missing:
        return []
    return [
        Error(
            f"The audit log can be changed: no trigger {', '.join(missing)}.",
            hint="Run migrate: it puts them back.",
            id="accounts.E001",
        )
    ]
