"""Addresses of pages where there is one site in one language: their beginning is kept.

Wagtail asks a cache for the sites' roots, changes the language and reverses the pattern for
each link. Elsewhere, with more sites or languages, it still does.
"""

from __future__ import annotations

from urllib.parse import quote

from django.utils.translation import get_language
from wagtail.models import Page, Site

from core import memo
from core.sites import KEY, only_site

# What `reverse` leaves as it is (RFC 3986, the characters of a path).
SAFE = "!$&'()*+,;=/~:@"


def local_address(url_path: str) -> str | None:
    """Address of the page at `url_path`; None where Wagtail has to find it."""
    language = get_language()
    root, start = memo.remembered(f"{KEY}.address.{language}", _beginning)
    if not start or not url_path.startswith(root):
        return None
    return f"{start}{quote(url_path[len(root) :], safe=SAFE)}"


def address_of(url_path: str) -> str:
    """Address of the page at `url_path`, for rows that are no pages."""
    return local_address(url_path) or Page(url_path=url_path).get_url() or ""


def _beginning() -> tuple[str, str]:
    """The root page's place in the tree and its address; nothing where they are many."""
    site, roots = only_site(), Site.get_site_root_paths()
    if site is None or len(roots) != 1:
        return "", ""
    return roots[0].root_path, Page.get_url(site.root_page) or ""
