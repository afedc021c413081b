"""B's restricted things: shared with C by an agreement in force, with A by one that has ended.

So A's operator, referent and responsabile are people whose agreement is over; no row below
`/intranet/` opens to them, and no word kept there reaches anybody but B's people and the keepers.
"""

from __future__ import annotations

import datetime as dt

from django.utils import timezone
from wagtail.models import Page

from intranet.demo import make_root
from intranet.models import IntranetPage, IntranetTextPage
from network.models import AgreementPage, Party
from tests.factories import OrganisationFactory
from tests.walk.objects import ANSWERS, KEEPERS, World

# Whoever only writes for B does not enter.
INSIDE = (ANSWERS, *KEEPERS)


def build_restricted(world: World) -> None:
    """The root, the agreements, and something of each part."""
    c = OrganisationFactory(parent=world.b.get_parent(), title="Ente C", slug="ente-c")
    today = timezone.localdate()
    year, day = dt.timedelta(days=365), dt.timedelta(days=1)
    _agree("In vigore", (world.b, c), today - year, today + year)
    _agree("Finito", (world.a, world.b), today - year, today - day)
    make_root()
    _text(world)


def _agree(title: str, bodies: tuple, since: dt.date, until: dt.date) -> AgreementPage:
    home = Page.objects.get(depth=2, slug="home")
    page = home.add_child(
        instance=AgreementPage(
            title=title, kind="protocollo", signed_on=since, ends_on=until
        )
    )
    for body in bodies:
        Party.objects.create(page=page, name=body.title, organisation=body)
    return page


def _text(world: World) -> None:
    root = IntranetPage.objects.get()
    words = [
        world.hide("canzinnia", "the title of a restricted page", INSIDE),
        world.hide("candalia", "the text of a restricted page", INSIDE),
    ]
    page = root.add_child(
        instance=IntranetTextPage(
            title=words[0], slug=words[0], body=[("text", f"<p>{words[1]}</p>")]
        )
    )
    page.save_revision(user=world.people[KEEPERS[0]]).publish()
    world.number("page", page.pk)
    world.paths += [root.url, page.url]
    world.shown_at(page.url, *words)
