"""The whole world that is walked through, made once."""

from __future__ import annotations

from django.test import TestCase
from wagtail.models import Collection, Locale, Page, Site

from directory.models import DeskIndexPage, ServiceIndexPage
from home.models import HomePage
from tests.factories import (
    CategoryFactory,
    DeskFactory,
    NeedFactory,
    OrganisationFactory,
    ServiceFactory,
    offer,
)
from tests.walk.facts import build_files, build_people_of_b, build_rows
from tests.walk.lists import build_event, build_lists
from tests.walk.network import build_network
from tests.walk.objects import World
from tests.walk.pages import build_pages
from tests.walk.restricted import build_restricted
from tests.walk.restricted_knowledge import build_knowledge
from tests.walk.restricted_referents import build_referent
from tests.walk.restricted_work import build_work
from tests.walk.roles import build_people


def build() -> World:
    """Two bodies on a small site, as they are once everything is committed."""
    with TestCase.captureOnCommitCallbacks(execute=True):
        index = _site()
        a = OrganisationFactory(parent=index, title="Ente A", slug="ente-a")
        b = OrganisationFactory(parent=index, title="Ente B", slug="ente-b")
        world = World(a, b, build_people(a, b))
        pages = build_pages(world)
        build_files(world)
        build_people_of_b(world)
        build_rows(world, pages)
        build_event(world)
        build_lists(world)
        build_network(world)
        build_restricted(world)
        build_knowledge(world, pages)
        build_referent(world)
        build_work(world)
        _own(world, pages)
        _common(world)
    return world


def _site() -> ServiceIndexPage:
    Locale.objects.get_or_create(language_code="it")
    root = Page.objects.get(depth=1)
    root.get_children().exclude(pk__in=HomePage.objects.values("pk")).delete()
    root = Page.objects.get(pk=root.pk)
    home = root.add_child(instance=HomePage(title="Sportello Sociale", slug="home"))
    index = home.add_child(instance=ServiceIndexPage(title="Servizi", slug="servizi"))
    home.add_child(instance=DeskIndexPage(title="Sportelli", slug="sportelli"))
    facts = {"hostname": "localhost", "port": 80, "root_page": home}
    Site.objects.update_or_create(is_default_site=True, defaults=facts)
    Site.clear_site_root_paths_cache()
    return ServiceIndexPage.objects.get(pk=index.pk)


def _own(world: World, pages: dict) -> None:
    """Pages of A that name B's: a public sheet with a change, and drafts."""
    named = "".join(
        f'<a linktype="page" id="{pages[name].pk}">vedi</a>'
        for name in ("sheet", "draft", "restricted", "scheduled")
    )
    sheet = ServiceFactory(
        parent=world.a,
        title="Nostro",
        description=f"<p>{named}</p>",
        replaced_by=pages["sheet"],
    )
    desk = DeskFactory(parent=world.a, title="Sportello nostro")
    for name in ("sheet", "draft", "restricted"):
        offer(desk, pages[name])
    for page in (sheet, desk):
        page.save_revision(user=world.people["writer"])
    world.paths += [sheet.url, desk.url, world.a.url, world.b.url]
    world.number_own("page", sheet.pk, desk.pk, world.a.pk)
    world.number_own("revision", sheet.latest_revision_id)
    world.number_own("desk", desk.pk)
    world.number_own("body", world.a.pk)
    world.number_own("collection", world.a.access.collection_id)


def _common(world: World) -> None:
    """What is nobody's: a number for each address that needs one."""
    need, category = NeedFactory(code="casa"), CategoryFactory(code="abitare")
    world.number("page", world.b.pk)
    world.number_own("page", world.b.get_parent().pk)
    world.number_own("collection", Collection.get_first_root_node().pk)
    world.number("workflow", world.b.access.workflow_id)
    world.number_own("site", Site.objects.get().pk)
    world.paths += ["/", "/servizi/", "/sportelli/", f"/servizi/bisogni/{need.code}/"]
    world.paths += ["/servizi/categorie/", f"/servizi/categorie/{category.code}/"]
