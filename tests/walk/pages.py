"""Pages of B that are not public, or not as they will be."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.urls import reverse
from django.utils import timezone
from wagtail.models import Comment, CommentReply, Page, PageViewRestriction

from accounts.models import RoleGroup
from directory.models import DeskPage, ServicePage
from tests.factories import DeskFactory, ServiceFactory, open_every_weekday
from tests.walk.objects import (
    ADMINISTERS,
    ANSWERS,
    COORDINATES,
    KEEPERS,
    WRITES,
    World,
)


def admin(name: str, *numbers: Any) -> str:
    """An address of a page's in the admin."""
    return reverse(f"wagtailadmin_pages:{name}", args=numbers)


def build_pages(world: World) -> dict[str, Any]:
    """All of them, by what they are."""
    sheet = _public_with_a_change(world)
    draft = _unpublished(world)
    return {
        "sheet": sheet,
        "draft": draft,
        "waiting": _waiting(world),
        "scheduled": _scheduled(world),
        "mirror": _mirror(world, draft),
        "restricted": _restricted(world),
        "desk": _desk(world),
        "draft desk": _draft_desk(world),
    } | {"deleted": _deleted(world)}


def _note(world: World, page: Page, *texts: str) -> None:
    world.number("page", page.pk)
    world.number("revision", *page.revisions.values_list("pk", flat=True))
    world.paths.append(page.url)
    world.shown_at(admin("edit", page.pk), *texts)


def _public_with_a_change(world: World) -> ServicePage:
    """A public sheet whose next version has another title, and a note to check."""
    note = world.hide("canverifico", "a note to check")
    sheet = ServiceFactory(parent=world.b, title="Pubblico", to_check=note)
    words = {
        "title": world.hide("canzafferano", "the title of a change"),
        "summary": world.hide("canquarzo", "the text of a change"),
        "slug": world.hide("canmalachite", "the address of a change"),
    }
    changed = ServicePage.objects.get(pk=sheet.pk)
    for name, word in words.items():
        setattr(changed, name, word)
    changed.save_revision(user=world.people[WRITES], log_action=True)
    _note(world, sheet, note, *words.values())
    return ServicePage.objects.get(pk=sheet.pk)


def _unpublished(world: World) -> ServicePage:
    words = [
        world.hide("canginestra", "the title of an unpublished sheet"),
        world.hide("canardesia", "the address of an unpublished sheet"),
        world.hide("canfeldspato", "the text of an unpublished sheet"),
    ]
    title, slug, text = words
    facts = {"description": f"<p>{text}</p>", "live": False, "locked": True}
    draft = ServiceFactory(parent=world.b, title=title, slug=slug, **facts)
    draft.save_revision(user=world.people[WRITES], log_action=True)
    _note(world, draft, *words)
    return draft


def _waiting(world: World) -> ServicePage:
    """In the body's workflow, sent on with a remark, and with a comment that was answered."""
    author = world.people[WRITES]
    title = world.hide("canbetulla", "the title of a sheet that waits")
    page = ServiceFactory(parent=world.b, title=title, live=False, owner=author)
    page.save_revision(user=author)
    comments = world.hide("canlarice", "a comment"), world.hide("canabete", "an answer")
    remark = world.hide("canontano", "a remark on an approval")
    comment = Comment.objects.create(
        page=page, user=author, text=comments[0], contentpath="summary"
    )
    CommentReply.objects.create(comment=comment, user=author, text=comments[1])
    state = world.b.access.workflow.start(page, author)
    first = state.current_task_state
    first.specific.approve(user=world.people[ANSWERS], comment=remark)
    second = type(state).objects.get(pk=state.pk).current_task_state
    world.number("workflow_state", state.pk)
    world.number("task_state", first.pk, second.pk)
    world.number("task", first.task_id, second.task_id)
    _note(world, page, title, *comments)
    world.shown_at(admin("workflow_history_detail", page.pk, state.pk), remark)
    return page


def _scheduled(world: World) -> ServicePage:
    title = world.hide("canopale", "the title of a scheduled sheet")
    page = ServiceFactory(parent=world.b, title=title, live=False)
    page.go_live_at = timezone.now() + dt.timedelta(days=3)
    revision = page.save_revision(user=world.people[WRITES])
    revision.publish(user=world.people[COORDINATES])
    _note(world, page, title)
    return page


def _mirror(world: World, draft: ServicePage) -> Page:
    slug = world.hide("canopalescente", "the address of an alias of a draft")
    mirror = draft.create_alias(update_slug=slug)
    world.shown_at(admin("copy", mirror.pk), slug)
    world.number("page", mirror.pk)
    world.paths.append(mirror.url)
    return mirror


def _restricted(world: World) -> ServicePage:
    """Live, for B's writers alone."""
    words = [
        world.hide("cannasturzio", "the title of a restricted sheet"),
        world.hide("cannepitella", "the address of a restricted sheet"),
    ]
    page = ServiceFactory(parent=world.b, title=words[0], slug=words[1])
    rule = PageViewRestriction.objects.create(page=page, restriction_type="groups")
    group = RoleGroup.objects.get(role="editor", organisation=world.b).group
    rule.groups.add(group)
    page.save_revision(user=world.people[WRITES])
    world.number("page_restriction", rule.pk)
    _note(world, page, *words)
    return page


def _deleted(world: World) -> str:
    """Nothing is left of it but the log's lines, which the keepers read."""
    title = world.hide("candragoncello", "a sheet that was deleted", KEEPERS)
    page = ServiceFactory(parent=world.b, title=title)
    page.save_revision(user=world.people[WRITES], log_action=True)
    address = page.url
    page.delete(user=world.people[ADMINISTERS])
    world.paths.append(address)
    world.shown_at(reverse("wagtailadmin_reports:site_history"), title)
    return address


def _desk(world: World) -> DeskPage:
    desk = DeskFactory(parent=world.b, title="Sportello pubblico")
    open_every_weekday(desk)
    world.number("desk", desk.pk)
    world.number("page", desk.pk)
    return desk


def _draft_desk(world: World) -> DeskPage:
    words = [
        world.hide("cancobalto", "the name of an unpublished desk"),
        world.hide("cancedrina", "the way to an unpublished desk"),
    ]
    way = f"<p>{words[1]}</p>"
    desk = DeskFactory(parent=world.b, title=words[0], directions=way, live=False)
    desk.save_revision(user=world.people[WRITES])
    world.number("desk", desk.pk)
    _note(world, desk, *words)
    return desk
