"""What is whose: pages that a person may change, bodies by their branch."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from typing import Any

from django.apps import apps
from django.db.models import QuerySet
from django.urls import reverse
from wagtail.admin.panels import Panel, PanelGroup
from wagtail.models import Page
from wagtail.permissions import page_permission_policy

from directory.models import OrganisationPage


def mine(pages: QuerySet, user: Any, through: str = "pk") -> QuerySet:
    """Of these rows, those whose page the person may change.

    `through` leads from the rows to the page (`"page"`).
    """
    allowed = page_permission_policy.instances_user_has_permission_for(user, "change")
    return pages.filter(**{f"{through}__in": allowed.values("pk")})


class Bodies:
    """The bodies by their branch of the tree: one query."""

    def __init__(self) -> None:
        rows = OrganisationPage.objects.order_by("title")
        self.titles = dict(rows.values_list("path", "title"))

    def path_of(self, path: str) -> str:
        """The branch that a page of this path lies in; empty for a page of no body."""
        found = (path[:end] for end in range(len(path), 0, -Page.steplen))
        return next((one for one in found if one in self.titles), "")

    def title_of(self, path: str) -> str:
        """The body that keeps a page of this path."""
        return self.titles.get(self.path_of(path), "")


def edit_url(page_id: int, model: type[Page], name: str = "") -> str:
    """The form of a page, open at the part with this field or list."""
    address = reverse("wagtailadmin_pages:edit", args=[page_id])
    section = _section(model._meta.label, name) if name else ""
    return f"{address}#{section}" if section else address


@lru_cache(maxsize=512)
def _section(label: str, name: str) -> str:
    """The id that Wagtail gives to the part of the form of a model with `name`."""
    tabs = apps.get_model(label).get_edit_handler()
    for tab, tab_id in zip(tabs.children, tabs.child_identifiers, strict=True):
        parts = zip(_children(tab), getattr(tab, "child_identifiers", ()), strict=True)
        for part, part_id in parts:
            if name in _names(part):
                return f"panel-child-{tab_id}-{part_id}-section"
    return ""


def _children(panel: Panel) -> list[Panel]:
    return panel.children if isinstance(panel, PanelGroup) else []


def _names(panel: Panel) -> Iterable[str]:
    own = (getattr(panel, one, None) for one in ("field_name", "relation_name"))
    yield from filter(None, own)
    for child in _children(panel):
        yield from _names(child)
