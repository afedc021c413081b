"""Who may publish hours and phones at once."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from wagtail.permissions import page_permission_policy

from directory.models import DeskPage
from editorial.scope import mine


def may_change_hours(user: Any, desk: DeskPage) -> bool:
    """Whoever may change the desk's page: a wrong hour sends people to a closed door.

    A lock or a workflow that holds the sheet does not hold these rows; the body's managers and
    the coordinator are told of each change.
    """
    if not user.has_perm("wagtailadmin.access_admin") or desk.alias_of_id:
        return False
    return page_permission_policy.user_has_permission_for_instance(user, "change", desk)


def desks_of(user: Any) -> QuerySet[DeskPage]:
    """The public desks whose hours `user` may change, by body and name."""
    own: QuerySet[DeskPage] = mine(DeskPage.objects.published(), user)
    return own.filter(alias_of=None).order_by("path")
