"""What a notice may be shown on."""

from __future__ import annotations

from wagtail.models import Page


def may_concern(parent: Page, concerned: Page) -> bool:
    """A body's notice stands on the body's own pages; one of the coordinator's on any.

    Rights follow the tree: a notice below a body is written by people of that body, who would
    otherwise write on the pages of another.
    """
    model = parent.specific_class
    if not getattr(model, "is_branch_root", False):
        return True
    return concerned.path.startswith(parent.path)
