"""What somebody typed into an editing form whose session was over, kept until they are back.

It lies in the browser's own new session, on the server, for the same person alone. Only
text: a file has to be chosen again, a password typed again. In the admin it is given back as a
draft.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from django.contrib.sessions.backends.base import SessionBase
from django.http import HttpRequest

from core.origins import is_own

KEY = "login.kept_form"
EDITING = re.compile(r"^/(?:admin/(?:.*/)?(?:edit|add)/|redazione/)")
NOT_KEPT = re.compile(
    r"^(csrfmiddlewaretoken|next|overwrite_revision_id|action-.+|.*password.*)$"
)


@dataclass(frozen=True)
class KeptForm:
    """Whose it is, where it goes, and its fields in order."""

    user: str
    path: str
    fields: list[list[str]]


def is_editing(request: HttpRequest) -> bool:
    """A form of the admin sent from a page of this site."""
    return (
        request.method == "POST"
        and bool(EDITING.match(request.path))
        and is_own(request)
    )


def keep(request: HttpRequest, user: Any) -> None:
    """Put what was sent into the session that goes on."""
    fields = [
        [name, value]
        for name, values in request.POST.lists()
        for value in values
        if not NOT_KEPT.match(name)
    ]
    request.session[KEY] = {"user": str(user), "path": request.path, "fields": fields}
    request.META[KEY] = True


def was_kept_by(request: HttpRequest) -> bool:
    """What this request brought was kept, not saved."""
    return KEY in request.META


def kept(session: SessionBase, user: Any) -> KeptForm | None:
    """What is kept for this person. Another's is thrown away, unseen."""
    found = session.get(KEY)
    if found is None:
        return None
    if found["user"] != str(user):
        drop(session)
        return None
    return KeptForm(**found)


def drop(session: SessionBase) -> None:
    """It was sent again, or is not wanted."""
    session.pop(KEY, None)
