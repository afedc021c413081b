"""The frame of every public page: names, menu, emergency numbers. Kept a minute."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass, field

from django.http import HttpRequest
from django.utils.safestring import SafeString
from wagtail.models import Page, Site

from core import memo
from core.models import SiteSettings
from core.querysets import published_q

KEY = "core.frame"


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
    # What was rendered of it (`kept`, of the frame's tags), forgotten together with it.
    parts: dict[Hashable, SafeString] = field(default_factory=dict, compare=False)


# The four entries of the national model by their slug; any other is a submenu of ours.
ORDER = ("management", "news", "all-services", "live", "custom-submenu")
HOOKS = {"amministrazione": "management", "novita": "news", "servizi": "all-services"}


def frame_for(request: HttpRequest) -> Frame:
    """The frame of the request's site, kept a minute."""
    site = Site.find_for_request(request) or Site.objects.get(is_default_site=True)
    return memo.remembered(f"{KEY}.{site.pk}", lambda: _read(site))


def forget_frame(**_: object) -> None:
    """Settings or menu changed: the next request reads them again."""
    memo.forget(KEY)


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
