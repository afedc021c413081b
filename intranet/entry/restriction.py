"""Wagtail's restriction of the one root: by the groups of the roles that enter, never "logged in".

A second lock behind the middleware's: it keeps the tree out of `published()`, and with that out of
search, site map, menus and feeds.
"""

from __future__ import annotations

from typing import Any

from django.db import transaction
from wagtail.models import Page, PageViewRestriction

from accounts.models import RoleGroup
from intranet.entry.access import ENTERING


@transaction.atomic
def restrict(root: Page) -> None:
    """Close the root to all but the groups of the roles that enter; asked again, no change."""
    restriction, _ = PageViewRestriction.objects.get_or_create(
        page=root, restriction_type=PageViewRestriction.GROUPS
    )
    groups = RoleGroup.objects.filter(role__in=ENTERING).values_list("group", flat=True)
    restriction.groups.set(groups)


def let_role_in(sender: Any, instance: RoleGroup, created: bool, **_: Any) -> None:
    """A new body's group of a role that enters."""
    if not created or instance.role not in ENTERING:
        return
    from intranet.models import IntranetPage

    roots = IntranetPage.objects.values("pk")
    for restriction in PageViewRestriction.objects.filter(page__in=roots):
        restriction.groups.add(instance.group_id)
