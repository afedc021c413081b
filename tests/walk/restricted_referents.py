"""What B keeps in the restricted part."""

from __future__ import annotations

from django.urls import reverse
from django.utils import timezone

from intranet.models import Referent
from intranet.referents.words import folded, name_key
from network.models import AgreementPage
from tests.walk.objects import ANSWERS, KEEPERS, World

INSIDE = (ANSWERS, *KEEPERS)


def build_referent(world: World) -> None:
    """Somebody whom the parties of the agreement in force see, and whose contacts nobody gets by
    asking for a page: not even whoever keeps all. B's own people read them where they keep them.
    """
    name = world.hide("cannarciso", "the name of a referent", INSIDE)
    subject = world.hide("canviola", "a subject of a referent", INSIDE)
    mailbox = world.hide("canpeonia", "the e-mail of a referent", (ANSWERS,))
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
    one.agreements.add(AgreementPage.objects.get(title="In vigore"))
    world.number("referent", one.pk)
    world.shown_at(reverse("referent", args=[one.pk]), name, subject)
    world.shown_at(reverse("referent_change", args=[one.pk]), mailbox)
