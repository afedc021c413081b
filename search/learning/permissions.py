"""Who may read the report of missing words, and do something with them. Deny by default."""

from __future__ import annotations

from typing import Any

from wagtail.permission_policies import ModelPermissionPolicy

from directory.models import ServicePage
from search.models import MissingWord

POLICY = ModelPermissionPolicy(MissingWord)
SEE, ANSWER = "view", "change"


def can_see(user: Any) -> bool:
    """`search.view_missingword`: what people sought is for those who keep the search."""
    return bool(POLICY.user_has_permission(user, SEE))


def can_answer(user: Any) -> bool:
    """`search.change_missingword`, besides seeing: a word is dropped for everybody."""
    return can_see(user) and bool(POLICY.user_has_permission(user, ANSWER))


def can_add_word(user: Any, page: ServicePage) -> bool:
    """The report's right is not enough: the sheet must be the person's to edit."""
    return can_answer(user) and page.permissions_for_user(user).can_edit()


def why_not_now(user: Any, page: ServicePage) -> str:
    """Why a sheet that the person may edit cannot be changed just now; empty where it can."""
    if page.scheduled_revision:
        return (
            f"«{page.title}» ha una pubblicazione programmata, che toglierebbe la parola: "
            "aggiungila a mano nella scheda."
        )
    if page.permissions_for_user(user).page_locked():
        return f"«{page.title}» è bloccata da qualcuno: riprova più tardi."
    return ""
