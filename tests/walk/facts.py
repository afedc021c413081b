"""What lies beside B's pages: files, people, letters, rows of the night; and what A has."""

from __future__ import annotations

from typing import Any

from django.core.files.base import ContentFile
from django.urls import reverse
from django.utils import timezone
from wagtail.admin.models import EditingSession
from wagtail.contrib.redirects.models import Redirect
from wagtail.images.tests.utils import get_test_image_file
from wagtail.models import Site, UploadedFile

from accounts.actions import invite, suspend
from accounts.models import (
    Acceptance,
    FactorRecovery,
    Instructions,
    Invitation,
    RoleGroup,
    SystemAdministrator,
)
from core.models import CustomDocument, CustomImage, JobRun, NightlyRun, Review
from editorial.models import CheckedLink, LinkPlace, Reminder, UrgentChange
from search.models import MissingWord
from tests.factories import make_member
from tests.walk.objects import ADMINISTERS, ANSWERS, KEEPERS, WRITES, World

# Of the admin's lists and forms: made once, not with every answer.
SIZES = ("max-165x165", "max-800x600")
ANSWERING = (ANSWERS, *KEEPERS)


def build_files(world: World) -> None:
    """An image and a document in B's collection, and one whose form was never filled in."""
    collection = world.b.access.collection
    title = world.hide("canginepro", "the title of a document")
    name = world.hide("canlampone", "the file name of a document")
    document = CustomDocument.objects.create(
        title=title,
        file=ContentFile(b"voce\n", name=f"{name}.csv"),
        collection=collection,
        uploaded_by_user=world.people[WRITES],
    )
    words = [
        world.hide("cangelsomino", "the title of an image"),
        world.hide("canglicine", "the other text of an image"),
        world.hide("canmagnolia", "the file name of an image"),
    ]
    image = CustomImage.objects.create(
        title=words[0],
        alt_text=words[1],
        file=get_test_image_file(f"{words[2]}.png"),
        collection=collection,
        uploaded_by_user=world.people[WRITES],
    )
    for spec in SIZES:
        image.get_rendition(spec)
    upload = UploadedFile.objects.create(
        file=ContentFile(b"%PDF-", name="x.pdf"), uploaded_by_user=world.people[WRITES]
    )
    world.number("document", document.pk)
    world.number("image", image.pk)
    world.number("upload", upload.pk)
    world.number("collection", collection.pk)
    world.number("served", (document.pk, document.filename))
    world.number("file", document.file.name, image.file.name)
    shown = reverse("wagtaildocs:edit", args=[document.pk])
    world.shown_at(shown, title, name)
    world.shown_at(reverse("wagtailimages:edit", args=[image.pk]), *words)


def build_people_of_b(world: World) -> None:
    """Profiles, an invitation, instructions, a lost second factor, who looks after the server."""
    now, manager = timezone.now(), world.people[ANSWERS]
    shown = reverse("people_of_body", args=[world.b.pk])
    email = world.hide("canresedas@example.org", "the address of a person", ANSWERING)
    name = world.hide("canfresia", "the name of a person", ANSWERING)
    person = make_member(world.b, "referent", email)
    person.last_name = name
    person.save()
    because = world.hide("canaconito", "why a profile is suspended", ANSWERING)
    profile = person.memberships.get()
    suspend(membership=profile, because=because, by=manager)
    to = world.hide("canverbena@example.org", "who was invited", ANSWERING)
    offered = Invitation(email=to, role="editor", organisation=world.b, bond="employed")
    invite(invitation=offered, by=manager, at=now)
    world.number("membership", profile.pk, manager.memberships.get().pk)
    world.number("invitation", offered.pk)
    world.number("user", person.pk, manager.pk, world.people[WRITES].pk)
    world.number("body", world.b.pk)
    groups = RoleGroup.objects.filter(organisation=world.b)
    world.number("group", *groups.values_list("group_id", flat=True)[:2])
    world.shown_at(shown, email, name, because, to)
    _papers(world, person)


def _papers(world: World, person: Any) -> None:
    now, today = timezone.now(), timezone.localdate()
    text = world.hide("cancardamomo", "a body's instructions", ANSWERING)
    instructions = Instructions.objects.create(
        organisation=world.b,
        body_name=world.b.title,
        version=1,
        text=text,
        published_on=today,
    )
    for reader in (WRITES, ANSWERS):
        Acceptance.objects.create(
            instructions=instructions, user=world.people[reader], accepted_on=today
        )
    world.shown_at(reverse("instructions_keep", args=[world.b.pk]), text)
    reason = world.hide("cancumino", "how a second factor was lost", ANSWERING)
    recovery = FactorRecovery.objects.create(
        person=person, reason=reason, asked_by=world.people[ANSWERS], asked_at=now
    )
    world.number("recovery", recovery.pk)
    world.shown_at(reverse("accounts_recoveries"), reason)
    who = world.hide("cancuratore", "who looks after the server", (ADMINISTERS,))
    row = SystemAdministrator.objects.create(
        name=who, company="Ditta", functions="Il server.", appointed_on=today, act="1"
    )
    world.number("system_administrator", row.pk)
    world.shown_at(reverse("system_administrators"), who)


def build_rows(world: World, pages: dict[str, Any]) -> None:
    """What the night and other acts left beside the pages."""
    _rows_of_editing(world, pages)
    today, now = timezone.localdate(), timezone.now()
    night = NightlyRun.objects.create(started_at=now, ended_at=now, is_open=False)
    error = world.hide("cannottola", "an error of the night", (ADMINISTERS,))
    JobRun.objects.create(night=night, name="prova", started_at=now, error=error)
    world.shown_at(reverse("nightly_runs"), error)
    word = world.hide("canassente", "what was sought in vain", KEEPERS)
    missing = MissingWord.objects.create(
        key="k" * 64, word=word, days=3, read_on=today, last_on=today
    )
    world.number("missing", missing.pk)
    world.shown_at(reverse("missing_words"), word)


def _rows_of_editing(world: World, pages: dict[str, Any]) -> None:
    draft, desk = pages["draft"], pages["desk"]
    today, now, writer = timezone.localdate(), timezone.now(), world.people[WRITES]
    url = world.hide("canrotto", "a broken link")
    link = CheckedLink.objects.create(
        url=f"https://{url}.example/", failed_days=3, failing_since=today
    )
    LinkPlace.objects.create(
        link=link, page=pages["sheet"], place="descrizione", name="description"
    )
    world.shown_at(reverse("editorial_links"), url)
    Review.objects.create(page=draft, reviewed_on=today, reviewer=world.b.title)
    Reminder.objects.create(
        user=writer, page=draft, due_on=today, stage="due", sent_on=today
    )
    UrgentChange.objects.create(
        desk=desk, made_at=now, made_by=writer, before={}, after={}, undone_at=now
    )
    session = EditingSession.objects.create(
        user=writer, content_object=draft, last_seen_at=now
    )
    world.number("session", session.pk)
    old = Redirect.objects.create(
        old_path="/vecchio", site=Site.objects.get(), redirect_page=draft
    )
    world.number("redirect", old.pk)
    world.paths.append("/vecchio/")
