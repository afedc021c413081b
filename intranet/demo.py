"""The restricted part of a site: its root, and, for the demonstration, samples of its parts.

Parts add a function to `SAMPLES`; each runs once, and names nobody who exists.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from django.db import transaction
from wagtail.models import Page, Site

from core.models import SiteSettings
from intranet.authoring.demo import make_samples as make_knowledge
from intranet.files.sample import make_file
from intranet.meetings.demo import make_meetings
from intranet.models import IntranetPage
from intranet.referents.samples import make_referents
from intranet.training import demo as training

TITLE = "Parte riservata"
# Each makes what is missing of one part, as of a day; how many things.
SAMPLES: tuple[Callable[[dt.date], int], ...] = (
    make_referents,
    training.make_samples,
    make_meetings,
    make_knowledge,
    make_file,
)


class NoSite(LookupError):
    """There is no site yet below which the root could lie."""


@transaction.atomic
def make_root() -> bool:
    """Make the restricted root where it is missing; whether it was made. Raises NoSite."""
    if IntranetPage.objects.exists():
        return False
    site = Site.objects.filter(is_default_site=True).first()
    if site is None:
        raise NoSite("manca il sito: esegui prima make_pages")
    root = IntranetPage(title=TITLE, slug="intranet")
    Page.objects.get(pk=site.root_page_id).add_child(instance=root)
    root.save_revision().publish()
    return True


def make_samples(*, on: dt.date) -> int:
    """Samples for a demonstration, and for nothing else; how many things."""
    if not SiteSettings.objects.filter(is_demonstration=True).exists():
        return 0
    return sum(make(on) for make in SAMPLES)
