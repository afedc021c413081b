"""What B keeps in the restricted part."""

from __future__ import annotations

from django.utils import timezone

from intranet.models import Referent
from intranet.referents.words import folded, name_key
from tests.walk.objects import World


def build_referent(world: World) -> None:
    """Somebody whom only the parties of an agreement in force would see; there is none here."""
    name = world.hide("cannarciso", "the name of a referent")
    mailbox = world.hide("canpeonia", "the e-mail of a referent")
    subject = world.hide("canviola", "a subject of a referent")
    one = Referent.objects.create(
        organisation=world.b,
        name=name,
        name_key=name_key(name),
        search_text="".join(f" {word}" for word in folded([name, subject])),
        other_subjects=subject,
        email=f"{mailbox}@example.org",
        valid_from=timezone.localdate(),
        updated_at=timezone.now(),
    )
    world.number("referent", one.pk)
