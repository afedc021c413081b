"""What is recorded by itself: logins, and what Wagtail's own log tells of rights and publishing."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from wagtail.models import ModelLogEntry, PageLogEntry

from accounts.audit.kinds import Kind
from accounts.audit.recording import record
from accounts.models import User

PUBLISHING = {
    "wagtail.publish",
    "wagtail.publish.scheduled",
    "wagtail.unpublish",
    "wagtail.unpublish.scheduled",
}
# Whatever is done to these is a change of right.
ON_RIGHTS = {
    "accounts.auditsettings",
    "accounts.membership",
    "accounts.user",
    "auth.group",
}


def logged_in(user: User, **_: Any) -> None:
    """Receiver of `user_logged_in`."""
    record(Kind.LOGIN, user=user)


def login_failed(
    credentials: dict[str, Any], request: HttpRequest | None = None, **_: Any
) -> None:
    """Receiver of `user_login_failed`. Of an address that nobody has nothing is kept."""
    names = (credentials.get(name) for name in ("email", "username", "login"))
    typed = next((str(name) for name in names if name), "")
    record(Kind.FAILED_LOGIN, user=User.objects.filter(email__iexact=typed).first())


def wagtail_logged(
    instance: PageLogEntry | ModelLogEntry,
    created: bool,
    raw: bool = False,
    **_: Any,
) -> None:
    """Receiver of `post_save` of both logs of Wagtail."""
    kind = kind_of(instance) if created and not raw else None
    if kind:
        record(
            kind,
            user=instance.user,
            about=(_type(instance), str(instance.object_id)),
            action=instance.action,
        )


def kind_of(entry: PageLogEntry | ModelLogEntry) -> Kind | None:
    """What an entry of Wagtail's log is here; None where it is nothing."""
    action: str = entry.action
    if action in PUBLISHING:
        return Kind.PUBLICATION
    if action == "wagtail.delete" and isinstance(entry, PageLogEntry):
        return Kind.PUBLICATION
    if action.startswith(("accounts.", "wagtail.view_restriction.")):
        return Kind.RIGHTS
    return Kind.RIGHTS if _type(entry) in ON_RIGHTS else None


def _type(entry: PageLogEntry | ModelLogEntry) -> str:
    kind = entry.content_type
    return f"{kind.app_label}.{kind.model}" if kind else ""
