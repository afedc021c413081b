"""A released list, what B was told of it, and an event of B's that is not public yet."""

from __future__ import annotations

from django.urls import reverse
from django.utils import timezone

from editorial.models import ListDigest, ListReceipt, ListRelease
from editorial.releases.reading import lines_on
from editorial.releases.rows import content_of, digest_of
from tests.home.update_factories import EventFactory
from tests.walk.objects import COORDINATES, KEEPERS, WRITES, World
from tests.walk.pages import admin


def build_lists(world: World) -> None:
    """List n. 1, a digest, B's receipt of each."""
    now = timezone.now()
    lines = lines_on(timezone.localdate())
    release = ListRelease.objects.create(
        number=1,
        released_at=now,
        released_by=world.people[COORDINATES],
        content=content_of(lines),
        service_count=len(lines),
        digest=digest_of(lines),
    )
    digest = ListDigest.objects.create(made_at=now, after=0, through=1)
    name = world.hide("canbiancospino", "a body that was told", KEEPERS)
    told = {"body": world.b, "body_key": "k", "body_name": name, "sent_at": now}
    receipts = [
        ListReceipt.objects.create(**told, **subject, asks_confirmation=True)
        for subject in ({"release": release}, {"digest": digest})
    ]
    world.number("list", release.number)
    world.number("digest", digest.pk)
    world.number("receipt", *(receipt.pk for receipt in receipts))
    world.shown_at(reverse("list_office_release", args=[1]), name)
    world.paths.append(release.get_absolute_url())


def build_event(world: World) -> None:
    """Below B, written and not published."""
    words = [
        world.hide("canarnica", "the title of an unpublished event"),
        world.hide("cangenziana", "where an unpublished event is"),
    ]
    event = EventFactory(
        parent=world.b, title=words[0], slug=words[0], place=words[1], live=False
    )
    event.save_revision(user=world.people[WRITES])
    world.number("page", event.pk)
    world.number("calendar", f"{event.url}evento.ics")
    world.paths.append(event.url)
    world.shown_at(admin("edit", event.pk), *words)
