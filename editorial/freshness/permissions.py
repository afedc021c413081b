"""Who may say that a page is right, and in whose name. Deny by default."""

from __future__ import annotations

import datetime as dt
from typing import Any

from wagtail.models import Page

from core.models import SiteSettings
from core.visibility import is_published
from directory.models import OrganisationPage
from editorial.freshness.querysets import KINDS


def can_confirm(user: Any, page: Page) -> bool:
    """Who may change the page may say that it is right; what nobody sees is not confirmed."""
    is_kind = issubclass(page.cached_content_type.model_class() or Page, KINDS)
    return (
        is_kind
        and is_published(page)
        and bool(page.permissions_for_user(user).can_edit())
    )


def keeper_of(page: Page) -> OrganisationPage | None:
    """The body that keeps a sheet or a desk; a body keeps its own page."""
    ends = range(len(page.path), 0, -Page.steplen)
    line = OrganisationPage.objects.filter(path__in=[page.path[:end] for end in ends])
    body: OrganisationPage | None = line.order_by("-depth").first()
    return body


def reviewer_for(user: Any, page: Page, on: dt.date) -> str:
    """The body in whose name the person speaks: never a person's name.

    Whoever has no profile in the keeper speaks for the body of their own profile, the
    coordinator for the Comune.
    """
    keeper = keeper_of(page)
    active = user.memberships.active_on(on).select_related("organisation")
    bodies = [row.organisation for row in active if row.organisation]
    if keeper and keeper in bodies:
        return str(keeper.title)
    settings = SiteSettings.for_site(page.get_site())
    return str(bodies[0].title) if bodies else f"Comune di {settings.comune}"
