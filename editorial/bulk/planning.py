"""What a change would do to each desk, and doing it: the same plan for both."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from wagtail.models import Page

from directory.models import DeskPage
from editorial.bulk.changes import Change, Line


class Way(StrEnum):
    """What becomes of a changed desk."""

    PUBLISHED = "published"
    ASKED = "asked"
    DRAFT = "draft"
    SKIPPED = "skipped"


@dataclass(frozen=True)
class Plan:
    """One desk: what changes, and how. `why` says in Italian what stands in the way."""

    desk: DeskPage
    way: Way
    lines: tuple[Line, ...] = ()
    why: str = ""

    @property
    def seen(self) -> int:
        """The revision that was looked at: another one since means another plan."""
        return self.desk.latest_revision_id or 0


def plan_for(user: Any, desk: DeskPage, change: Change) -> Plan:
    """What `change` would do. Raises PermissionDenied for a desk of somebody else's."""
    if reason := _why_not(user, desk):
        return Plan(desk, Way.SKIPPED, why=reason)
    way = _way(user, desk)
    target = _fresh(desk) if way is Way.PUBLISHED else _draft(desk)
    try:
        lines = change.apply(target)
    except ValueError as reason:
        return Plan(desk, Way.SKIPPED, why=str(reason))
    if not lines:
        return Plan(desk, Way.SKIPPED, why="Qui il valore di prima non c'è.")
    return Plan(desk, way, tuple(lines))


def plans_for(user: Any, desks: Iterable[DeskPage], change: Change) -> list[Plan]:
    """A plan for each desk."""
    return [plan_for(user, desk, change) for desk in desks]


@transaction.atomic
def carry_out(*, user: Any, desk_id: int, change: Change, seen: int) -> Plan:
    """Change one desk as its plan says. Its own revision, and the log's entries with it.

    Where the person may publish, the public page gets the change and nothing else of a draft
    that waits: the draft gets it too, and stays a draft. Where not, the draft gets it, and its
    publication is asked for.
    """
    Page.objects.select_for_update().get(pk=desk_id)
    desk = DeskPage.objects.get(pk=desk_id)
    plan = plan_for(user, desk, change)
    if plan.way is Way.SKIPPED:
        return plan
    if plan.seen != seen:
        text = "È cambiato nel frattempo: guarda di nuovo l'anteprima."
        return Plan(desk, Way.SKIPPED, why=text)
    has_draft = desk.has_unpublished_changes
    draft = _draft(desk)
    if plan.way is Way.PUBLISHED:
        _publish(user, _fresh(desk), change)
    if plan.way is not Way.PUBLISHED or has_draft:
        _save_draft(user, draft, change)
    if plan.way is Way.ASKED:
        _ask(user, desk_id)
    return plan


def _publish(user: Any, desk: DeskPage, change: Change) -> None:
    change.apply(desk)
    desk.save_revision(user=user, log_action=True, clean=False).publish(user=user)


def _save_draft(user: Any, draft: DeskPage, change: Change) -> None:
    try:
        change.apply(draft)
    except ValueError:
        return  # What the draft says of hours is other; its author will see to it.
    draft.save_revision(user=user, log_action=True, clean=False)


def _ask(user: Any, desk_id: int) -> None:
    desk = DeskPage.objects.get(pk=desk_id)
    desk.get_workflow().start(desk, user)


def _fresh(desk: DeskPage) -> DeskPage:
    return DeskPage.objects.get(pk=desk.pk)


def _draft(desk: DeskPage) -> DeskPage:
    draft: DeskPage = desk.get_latest_revision_as_object()
    return draft


def _why_not(user: Any, desk: DeskPage) -> str:
    rights = desk.permissions_for_user(user)
    if not rights.can_edit():
        raise PermissionDenied
    if desk.current_workflow_state:
        return "Aspetta un'approvazione: riprova dopo."
    if desk.scheduled_revision:
        return "Ha una pubblicazione programmata: cambialo nella sua pagina."
    if rights.page_locked():
        return "È bloccato da qualcuno: riprova più tardi."
    return ""


def _way(user: Any, desk: DeskPage) -> Way:
    if desk.live and desk.permissions_for_user(user).can_publish():
        return Way.PUBLISHED
    # A draft with other changes is its author's to send.
    is_clean = desk.live and not desk.has_unpublished_changes
    return Way.ASKED if is_clean and desk.get_workflow() else Way.DRAFT
