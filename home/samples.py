"""What the demonstration has to show of news, notices, campaigns and events.

Made once, as the pages around it (`home.demo`). Dates are counted from the day on which it is
made; what is not true says "Esempio" in its title.
"""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import yaml
from django.db import transaction
from django.utils import timezone
from wagtail.models import Page

from core.markdown import to_html
from directory.models import DeskPage, OrganisationPage, ServicePage
from home.demo import block_of
from home.models import (
    CampaignPage,
    CampaignPartner,
    EventPage,
    NewsPage,
    NoticeConcern,
    NoticePage,
    Seed,
)
from home.trails import section_of

CONTENT = Path(__file__).parent / "content" / "updates.yaml"
TYPES: dict[str, Any] = {
    "news": NewsPage,
    "notices": NoticePage,
    "campaigns": CampaignPage,
    "events": EventPage,
}
PLAIN = (
    *("title", "slug", "summary", "by", "published_on", "importance", "addressed"),
    *("place", "booking", "accessibility", "contact"),
)


@transaction.atomic
def make_updates(*, on: dt.date) -> int:
    """Make those that were never made, and whose section and body there are; how many."""
    entries = yaml.safe_load(CONTENT.read_text(encoding="utf-8"))
    return sum(_make(entry, on) for entry in entries)


def _make(entry: dict[str, Any], on: dt.date) -> bool:
    address = f"/novita/-/{entry['slug']}"
    parent = _parent(entry)
    if parent is None or Seed.objects.filter(address=address).exists():
        return False
    page = _page(entry, on)
    Page.objects.get(pk=parent.pk).specific.add_child(instance=page)
    page.save_revision().publish()
    Seed.objects.create(address=address, page=Page.objects.get(pk=page.pk))
    return True


def _parent(entry: dict[str, Any]) -> Page | None:
    """The body that keeps it, or the section of its kind."""
    if "body" in entry:
        found: Page | None = OrganisationPage.objects.filter(slug=entry["body"]).first()
        return found
    return section_of(entry["type"])


def _page(entry: dict[str, Any], on: dt.date) -> Any:
    page = TYPES[entry["type"]](**{n: entry[n] for n in PLAIN if n in entry})
    page.body = [block_of(block) for block in entry.get("text", ())]
    fill = {"notices": _notice, "events": _event, "campaigns": _campaign}
    if entry["type"] in fill:
        fill[entry["type"]](page, entry, on)
    return page


def _notice(page: NoticePage, entry: dict[str, Any], on: dt.date) -> None:
    page.starts_on, page.published_on = on, on
    page.ends_on = on + dt.timedelta(days=entry["lasts_days"])
    desks = DeskPage.objects.filter(slug__in=entry["desks"])
    page.concerns = [NoticeConcern(concerned=Page(pk=desk.pk)) for desk in desks]


def _event(page: EventPage, entry: dict[str, Any], on: dt.date) -> None:
    day = on + dt.timedelta(days=entry["in_days"])
    opens, closes = (dt.time.fromisoformat(clock) for clock in entry["hours"])
    page.starts_at = timezone.make_aware(dt.datetime.combine(day, opens))
    page.ends_at = timezone.make_aware(dt.datetime.combine(day, closes))
    page.desk = DeskPage.objects.filter(slug=entry.get("desk")).first()


def _campaign(page: Any, entry: dict[str, Any], on: dt.date) -> None:
    page.service = ServicePage.objects.filter(slug=entry["service"]).first()
    page.questions = [block_of(block) for block in entry["questions"]]
    page.verification = to_html(entry["verification"])
    bodies = {b.slug: b for b in OrganisationPage.objects.all()}
    partners = [bodies[slug] for slug in entry["partners"] if slug in bodies]
    page.partners = [CampaignPartner(organisation=body) for body in partners]
