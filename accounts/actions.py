"""What gives people their rights, and takes them away."""

from django.apps import apps
from django.contrib.auth.models import Group, Permission
from django.db import transaction
from wagtail.log_actions import log
from wagtail.models import (
    Collection,
    CollectionMember,
    GroupCollectionPermission,
    GroupPagePermission,
)

from accounts.models import OrganisationAccess
from directory.models import OrganisationPage

PAGE_RIGHTS = ("add_page", "change_page", "publish_page")
COLLECTION_RIGHTS = (
    ("wagtailimages", "add_image"),
    ("wagtailimages", "choose_image"),
    ("wagtaildocs", "add_document"),
    ("wagtaildocs", "choose_document"),
)


@transaction.atomic
def provision(*, organisation: OrganisationPage) -> OrganisationAccess:
    """Give an organisation its editors' group and its collection; asked again, change nothing.

    The group may add, change and publish below the organisation, and nowhere else.
    """
    known = OrganisationAccess.objects.filter(organisation=organisation).first()
    if known:
        return known
    name = f"Redazione {organisation.title}"[:130] + f" ({organisation.pk})"
    editors = Group.objects.create(name=name)
    collection = Collection.get_first_root_node().add_child(name=organisation.title)
    _grant_admin(editors)
    _grant_pages(editors, organisation)
    _grant_collection(editors, collection)
    return OrganisationAccess.objects.create(
        organisation=organisation, editors=editors, collection=collection
    )


@transaction.atomic
def withdraw(*, access: OrganisationAccess) -> None:
    """Take away what `provision` gave to an organisation that is gone.

    Its group goes: whoever was in it may do nothing there any more. Its collection goes if
    it is empty; with files in it, it stays for the administrator, who decides about them.
    """
    log(instance=access.editors, action="wagtail.delete")
    access.editors.delete()
    if not holds_files(access.collection):
        log(instance=access.collection, action="wagtail.delete")
        access.collection.delete()


def holds_files(collection: Collection) -> bool:
    """True where deleting the collection would delete something with it."""
    members = [m for m in apps.get_models() if issubclass(m, CollectionMember)]
    here = [m._default_manager.filter(collection=collection) for m in members]
    return collection.numchild > 0 or any(rows.exists() for rows in here)


def _permission(app: str, codename: str) -> Permission:
    return Permission.objects.get(content_type__app_label=app, codename=codename)


def _grant_admin(group: Group) -> None:
    group.permissions.add(_permission("wagtailadmin", "access_admin"))


def _grant_pages(group: Group, organisation: OrganisationPage) -> None:
    GroupPagePermission.objects.bulk_create(
        GroupPagePermission(
            group=group, page=organisation, permission=_permission("wagtailcore", right)
        )
        for right in PAGE_RIGHTS
    )


def _grant_collection(group: Group, collection: Collection) -> None:
    GroupCollectionPermission.objects.bulk_create(
        GroupCollectionPermission(
            group=group, collection=collection, permission=_permission(app, right)
        )
        for app, right in COLLECTION_RIGHTS
    )
