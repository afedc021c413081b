"""The frame of every public page: names, menu, emergency numbers. Kept a minute."""

from __future__ import annotations

from dataclasses import dataclass

from django.core.cache import cache
from django.http import HttpRequest
from wagtail.models import Page, Site

from core.models import SiteSettings
from core.querysets import published_q

CACHE_KEY = "core.frame.{site}"
CACHE_SECONDS = 60


@dataclass(frozen=True)
class Link:
    """An entry of the menu; `hook` is its `data-element` in the national model."""

    title: str
    url: str
    hook: str


@dataclass(frozen=True)
class Number:
    """An emergency number."""

    number: str
    label: str


@dataclass(frozen=True)
class Frame:
    """What header, footer and the help block show."""

    settings: SiteSettings
    menu: tuple[Link, ...]
    numbers: tuple[Number, ...]


# The four entries of the national model by their slug; any other is a submenu of ours.
ORDER = ("management", "news", "all-services", "live", "custom-submenu")
HOOKS = {"amministrazione": "management", "novita": "news", "servizi": "all-services"}


def frame_for(request: HttpRequest) -> Frame:
    """The frame of the request's site, from the cache where it is younger than a minute."""
    site = Site.find_for_request(request) or Site.objects.get(is_default_site=True)
    key = CACHE_KEY.format(site=site.pk)
    found: Frame | None = cache.get(key)
    if found is None:
        found = _read(site)
        cache.set(key, found, CACHE_SECONDS)
    return found


def forget_frame(**_: object) -> None:
    """Settings or menu changed: the next request reads them again."""
    cache.delete_many(
        [CACHE_KEY.format(site=pk) for pk in Site.objects.values_list("pk", flat=True)]
    )


def _read(site: Site) -> Frame:
    settings = SiteSettings.for_site(site)
    return Frame(
        settings=settings,
        menu=tuple(_menu(site)),
        numbers=tuple(
            Number(n.number, n.label) for n in settings.emergency_numbers.all()
        ),
    )


def _menu(site: Site) -> list[Link]:
    children = Page.objects.child_of(site.root_page).filter(
        published_q(), show_in_menus=True
    )
    links = [
        Link(page.title, page.get_url(current_site=site) or "", _hook(page.slug))
        for page in children.order_by("path")
    ]
    return sorted(links, key=lambda link: ORDER.index(link.hook))


def _hook(slug: str) -> str:
    if slug.startswith("vivere"):
        return "live"
    return HOOKS.get(slug, "custom-submenu")
