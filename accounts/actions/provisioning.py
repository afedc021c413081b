"""What a body gets when it is created, and gives back when it is gone."""

from __future__ import annotations

from django.apps import apps
from django.db import transaction
from wagtail.log_actions import log
from wagtail.models import (
    Collection,
    CollectionMember,
    GroupApprovalTask,
    GroupPagePermission,
    Workflow,
    WorkflowPage,
    WorkflowTask,
)

from accounts.actions.groups import grant_files, grant_pages, role_group
from accounts.models import OrganisationAccess, User
from accounts.roles import OF_A_BODY, ROLES, RoleCode
from directory.models import OrganisationPage

COMMON_TASK = "Approvazione del coordinamento"
ADMIN_TASK_LENGTH = 255


@transaction.atomic
def provision(*, organisation: OrganisationPage) -> OrganisationAccess:
    """Give a body its groups, its collection and its workflow; asked again, change nothing.

    The groups may write below the body and nowhere else. What they write is published when a
    *responsabile* of the body approves it and, until the body is trusted, the coordinator too.
    """
    known = OrganisationAccess.objects.filter(organisation=organisation).first()
    if known:
        return known
    collection = Collection.get_first_root_node().add_child(name=organisation.title)
    for code in OF_A_BODY:
        group = role_group(code, organisation)
        grant_pages(group, organisation, ROLES[code].pages)
        grant_files(group, collection, ROLES[code].files)
    return OrganisationAccess.objects.create(
        organisation=organisation,
        collection=collection,
        workflow=_workflow(organisation),
    )


@transaction.atomic
def set_trusted(
    *, access: OrganisationAccess, is_trusted: bool, by: User | None = None
) -> None:
    """Let a body publish on its own, or ask for the coordinator's approval again."""
    access.is_trusted = is_trusted
    access.save(update_fields=["is_trusted"])
    common = WorkflowTask.objects.filter(workflow=access.workflow, task=_common_task())
    common.delete()
    if not is_trusted:
        WorkflowTask.objects.create(
            workflow=access.workflow, task=_common_task(), sort_order=1
        )
    for code in OF_A_BODY:
        _trust(access.organisation, code, is_trusted)
    log(
        instance=access.organisation,
        action="accounts.trust",
        user=by,
        data={"is": is_trusted},
    )


def _trust(organisation: OrganisationPage, code: RoleCode, is_trusted: bool) -> None:
    group = role_group(code, organisation)
    extra = ROLES[code].pages_if_trusted
    GroupPagePermission.objects.filter(
        group=group, page=organisation, permission__codename__in=extra
    ).delete()
    if is_trusted:
        grant_pages(group, organisation, extra)


def _workflow(organisation: OrganisationPage) -> Workflow:
    name = f"Pubblicazione: {organisation.title}"[:ADMIN_TASK_LENGTH]
    workflow = Workflow.objects.create(name=name, active=True)
    own = GroupApprovalTask.objects.create(
        name=f"Approvazione: {organisation.title}"[:ADMIN_TASK_LENGTH], active=True
    )
    own.groups.add(role_group(RoleCode.MANAGER, organisation))
    for order, task in enumerate((own, _common_task())):
        WorkflowTask.objects.create(workflow=workflow, task=task, sort_order=order)
    WorkflowPage.objects.create(workflow=workflow, page=organisation)
    return workflow


def _common_task() -> GroupApprovalTask:
    task, created = GroupApprovalTask.objects.get_or_create(
        name=COMMON_TASK, defaults={"active": True}
    )
    if created:
        task.groups.add(role_group(RoleCode.COORDINATOR))
    return task


@transaction.atomic
def withdraw(*, access: OrganisationAccess) -> None:
    """Take away what `provision` gave to a body that is gone.

    Its groups go with their rows (`drop_group`). Its collection goes if it is empty; with files
    in it, it stays for the administrator, who decides about them.
    """
    tasks = [row.task for row in access.workflow.workflow_tasks.select_related("task")]
    access.workflow.delete()
    for task in tasks:
        if task.name != COMMON_TASK and not task.task_states.exists():
            task.delete()
    if not holds_files(access.collection):
        log(instance=access.collection, action="wagtail.delete")
        access.collection.delete()


def holds_files(collection: Collection) -> bool:
    """True where deleting the collection would delete something with it."""
    members = [m for m in apps.get_models() if issubclass(m, CollectionMember)]
    here = [m._default_manager.filter(collection=collection) for m in members]
    return collection.numchild > 0 or any(rows.exists() for rows in here)
