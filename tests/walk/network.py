"""An agreement that is not public yet, what attests its duty, a practice of B's that waits."""

from __future__ import annotations

import datetime as dt

from django.urls import reverse
from wagtail.models import Page

from directory.models import OrganisationPage
from home.models import HomePage, SectionPage
from network.actions import state_by_hand
from network.models import (
    AgreementIndexPage,
    AgreementPage,
    Duty,
    PracticeIndexPage,
    PracticePage,
)
from tests.walk.objects import COORDINATES, KEEPERS, WRITES, World
from tests.walk.pages import admin

DAY = dt.date(2026, 5, 4)


def build_network(world: World) -> None:
    """The section with both lists, the agreement, the practice."""
    home = HomePage.objects.get()
    section = home.add_child(instance=SectionPage(title="Rete", slug="rete"))
    agreements = section.add_child(
        instance=AgreementIndexPage(title="Accordi", slug="accordi")
    )
    practices = section.add_child(
        instance=PracticeIndexPage(title="Prassi", slug="prassi")
    )
    _agreement(world, agreements)
    _practice(world)
    world.paths += [agreements.url, practices.url, f"{practices.url}stampa/"]
    world.paths.append(f"{practices.url}pdf/")


def _agreement(world: World, parent: Page) -> None:
    words = [
        world.hide("canmelissa", "the title of an unpublished agreement", KEEPERS),
        world.hide("cansalvia", "what attests a duty of it", KEEPERS),
    ]
    page = AgreementPage(title=words[0], slug=words[0], live=False)
    page.duties.add(Duty(code="uno", text="Fare."))
    parent.add_child(instance=page)
    page.save_revision(user=world.people[COORDINATES])
    row = state_by_hand(
        agreement=page,
        duty="uno",
        date=DAY,
        title=words[1],
        by=world.people[COORDINATES],
    )
    world.number("agreement", page.pk)
    world.number("evidence", row.pk)
    world.paths.append(page.url)
    world.shown_at(reverse("duty_evidence", args=[page.pk]), *words)


def _practice(world: World) -> None:
    words = [
        world.hide("cantimo", "the title of an unpublished practice"),
        world.hide("canissopo", "the results of an unpublished practice"),
    ]
    page = PracticePage(
        title=words[0],
        slug=words[0],
        summary="In breve.",
        description="<p>Aiuta.</p>",
        results=f"<p>{words[1]}</p>",
        live=False,
    )
    OrganisationPage.objects.get(pk=world.b.pk).add_child(instance=page)
    page.save_revision(user=world.people[WRITES])
    world.number("page", page.pk)
    world.number("revision", page.latest_revision_id)
    world.paths.append(page.url)
    world.shown_at(admin("edit", page.pk), *words)
