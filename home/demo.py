"""The pages around the directory, made from `home/content/`.

Made once: what an editor has made of a page stays, be it renamed, moved or deleted.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from django.db import transaction
from wagtail.models import Page, Site

from core.markdown import to_html
from core.models import EmergencyNumber, SiteSettings
from directory.models import DeskIndexPage, ServiceIndexPage
from home.models import HomePage, SectionPage, Seed, SiteMapPage, StandardPage

CONTENT = Path(__file__).parent / "content"
TYPES: dict[str, type[Page]] = {
    "services": ServiceIndexPage,
    "desks": DeskIndexPage,
    "section": SectionPage,
    "standard": StandardPage,
    "sitemap": SiteMapPage,
}
# Fields that a page's entry may fill as they are.
PLAIN = ("summary", "listing")


@transaction.atomic
def make_pages() -> int:
    """Make the home page and the pages around the directory that are missing; how many."""
    sections = _read("sections")
    home, made = _home(sections["home"])
    return made + _children(home, sections["pages"], "")


def _home(entry: dict[str, str]) -> tuple[HomePage, int]:
    """The home page, the root of the site."""
    if found := HomePage.objects.first():
        return found, 0
    root = Page.get_first_root_node()
    Page.objects.child_of(root).delete()
    Seed.objects.all().delete()
    home = HomePage(slug="home", **entry)
    Page.objects.get(pk=root.pk).add_child(instance=home)
    home.save_revision().publish()
    site = Site.objects.filter(is_default_site=True).first() or Site(
        hostname="localhost", is_default_site=True
    )
    site.root_page, site.site_name = home, entry["title"]
    site.save()
    _settings(site)
    return home, 1


def _settings(site: Site) -> None:
    entry = _read("settings")
    numbers = entry.pop("emergency_numbers")
    settings = SiteSettings.for_site(site)
    for name, value in entry.items():
        setattr(settings, name, value)
    settings.emergency_numbers.set(
        EmergencyNumber(sort_order=place, **row) for place, row in enumerate(numbers)
    )
    settings.save()


def _children(parent: Page, entries: Iterable[dict[str, Any]], above: str) -> int:
    made = 0
    for entry in entries:
        address = f"{above}/{entry['slug']}"
        page, is_new = _seeded(parent, entry, address)
        made += is_new
        if page is not None:
            made += _children(page, entry.get("children", ()), address)
    return made


def _seeded(
    parent: Page, entry: dict[str, Any], address: str
) -> tuple[Page | None, bool]:
    """The page of an entry (None: somebody deleted it), and whether it was made just now."""
    return Seed.made_once(
        address=address,
        parent=parent,
        slug=entry["slug"],
        make=lambda: _page(parent, entry),
    )


def _page(parent: Page, entry: dict[str, Any]) -> Page:
    model = TYPES[entry["type"]]
    written = {**entry, **(_read(entry["file"]) if "file" in entry else {})}
    page = model(
        title=written["title"],
        slug=written["slug"],
        show_in_menus=written.get("menu", False),
        **{name: written[name] for name in PLAIN if name in written},
    )
    if "introduction" in written:
        page.introduction = to_html(written["introduction"])
    if "body" in written:
        page.body = [block_of(block) for block in written["body"]]
    Page.objects.get(pk=parent.pk).add_child(instance=page)
    page.save_revision().publish()
    return page


def block_of(block: dict[str, Any]) -> tuple[str, Any]:
    """`{heading: …}`, `{text: …}`, `{question: …, answer: …}`, `{notice: …}`, `{licence: true}`."""
    if "question" in block:
        return "question", {**block, "answer": to_html(block["answer"])}
    ((name, value),) = block.items()
    if name == "text":
        return name, to_html(value)
    if name == "notice":
        return name, {"text": to_html(value)}
    return name, None if name == "licence" else value


def _read(name: str) -> Any:
    return yaml.safe_load(_text(name))


@cache
def _text(name: str) -> str:
    return (CONTENT / f"{name}.yaml").read_text(encoding="utf-8")
