"""Groups that carry the rights of roles, as the table `accounts.roles` says."""

from __future__ import annotations

from collections.abc import Iterable

from django.contrib.auth.models import Group, Permission
from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from wagtail.log_actions import log
from wagtail.models import (
    Collection,
    GroupCollectionPermission,
    GroupPagePermission,
    Page,
)
from wagtail.snippets.models import get_snippet_models

from accounts.models import RoleGroup
from accounts.roles import ROLES, Role, RoleCode
from directory.models import OrganisationPage

NAME_LENGTH = 150
FILE_MODELS = (("wagtailimages", "image"), ("wagtaildocs", "document"))


def role_group(code: RoleCode, organisation: OrganisationPage | None = None) -> Group:
    """The group of a role, in a body or everywhere; made with its common rights if new."""
    found = RoleGroup.objects.filter(role=code.value, organisation=organisation)
    row = found.select_related("group").first()
    return row.group if row else _make(code, organisation)


def _make(code: RoleCode, organisation: OrganisationPage | None) -> Group:
    role = ROLES[code]
    name = role.label
    if organisation:
        tail = f" ({organisation.pk})"
        name = f"{role.label} {organisation.title}"[: NAME_LENGTH - len(tail)] + tail
    group = Group.objects.create(name=name)
    RoleGroup.objects.create(role=code.value, organisation=organisation, group=group)
    group.permissions.set(_permissions(role))
    if not role.of_organisation:
        grant_pages(group, Page.get_first_root_node(), role.pages)
        grant_files(group, Collection.get_first_root_node(), role.files)
    return group


def grant_pages(group: Group, page: Page, rights: Iterable[str]) -> None:
    """Rights on a page and on all below it."""
    GroupPagePermission.objects.bulk_create(
        GroupPagePermission(
            group=group, page=page, permission=_permission("wagtailcore", right)
        )
        for right in rights
    )


def grant_files(group: Group, collection: Collection, rights: Iterable[str]) -> None:
    """Rights on the images and documents of a collection."""
    GroupCollectionPermission.objects.bulk_create(
        GroupCollectionPermission(
            group=group,
            collection=collection,
            permission=_permission(app, f"{right}_{model}"),
        )
        for app, model in FILE_MODELS
        for right in rights
    )


@transaction.atomic
def sync_common_rights() -> None:
    """Make the rights of each role's groups those of the table: it may have changed, and a new
    vocabulary has brought rights of its own. Asked again, change nothing.
    """
    for code, role in ROLES.items():
        rows = RoleGroup.objects.filter(role=code.value).select_related("group")
        found = list(rows.prefetch_related("group__permissions"))
        wanted = _permissions(role) if found else set()
        for row in found:
            if set(row.group.permissions.all()) != wanted:
                row.group.permissions.set(wanted)


def drop_group(row: RoleGroup) -> None:
    """Whoever was in the group of a body that is gone may do nothing there any more."""
    log(instance=row.group, action="wagtail.delete")
    row.group.delete()


def _permission(app: str, codename: str) -> Permission:
    return Permission.objects.get(content_type__app_label=app, codename=codename)


def _permissions(role: Role) -> set[Permission]:
    """What the table gives a role beside pages and files."""
    found = {_permission(*name.split(".")) for name in role.permissions}
    if role.enters_admin:
        found.add(_permission("wagtailadmin", "access_admin"))
    if role.keeps_terms:
        types = ContentType.objects.get_for_models(*get_snippet_models()).values()
        found |= set(Permission.objects.filter(content_type__in=types))
    return found
