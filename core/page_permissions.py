"""What somebody may do with a page, where the tree alone would allow too much.

Wagtail asks `Page.permissions_for_user` at every address of the admin, bulk actions included, and
its own actions ask it again; what is refused here is refused everywhere.
"""

from __future__ import annotations

from typing import Any

from wagtail.models import PagePermissionTester
from wagtail.permissions import page_permission_policy

ROOT_DEPTH = 1


def keeps_the_tree(user: Any) -> bool:
    """True for the coordinator and the administrator: they publish from the root down."""
    if not user.is_active or user.is_superuser:
        return bool(user.is_active)
    return any(
        right.page.depth == ROOT_DEPTH and right.permission.codename == "publish_page"
        for right in page_permission_policy.get_cached_permissions_for_user(user)
    )


class BranchPermissions(PagePermissionTester):
    """Wagtail's rights, less what is kept for those who keep the whole tree.

    Who may read a page is theirs alone: a restriction is in force at once, without anybody's
    approval, for all that lies below. The root of a branch is theirs too: with it go the rights,
    the addresses and the files of a body.
    """

    @property
    def _may_touch_the_root(self) -> bool:
        is_root = getattr(self.page.specific_class, "is_branch_root", False)
        return not is_root or keeps_the_tree(self.user)

    def can_set_view_restrictions(self) -> bool:
        """Privacy: the keepers' alone."""
        return super().can_set_view_restrictions() and keeps_the_tree(self.user)

    def can_change_slug(self) -> bool:
        """The address of a branch is part of all addresses below it."""
        return bool(self.can_edit() and self._may_touch_the_root)

    def can_delete(self, ignore_bulk: bool = False) -> bool:
        """Also asked for moving; of a leaf it is known without asking the database."""
        if not self._may_touch_the_root or self._is_public_for_good:
            return False
        if self.page.is_leaf() and self.can_edit():
            return self._has("change") or super().can_delete(ignore_bulk)
        return bool(super().can_delete(ignore_bulk))

    @property
    def _is_public_for_good(self) -> bool:
        """Nobody takes a public page away who may not publish."""
        return bool(self.page.live and not self._has("publish"))

    def _has(self, right: str) -> bool:
        return self.user.is_superuser or right in getattr(self, "permissions", ())

    def can_unpublish(self) -> bool:
        """Taking a branch down takes a body out of the directory."""
        return bool(super().can_unpublish() and self._may_touch_the_root)

    def can_copy(self) -> bool:
        """A second branch is a second body."""
        return bool(super().can_copy() and self._may_touch_the_root)


def permissions_for(user: Any, page: Any) -> BranchPermissions:
    """The rights of `user` on `page`."""
    return BranchPermissions(user, page)
