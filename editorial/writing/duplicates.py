"""Sheets and desks that look like one about to be created.

Titles are compared as the search understands them: by the stems of the words that say something.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from itertools import product
from typing import Any

from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from rapidfuzz import fuzz
from wagtail.models import Page

from core.page_choices import nameable
from directory.models import DeskPage, ServicePage
from editorial.scope import Bodies
from search.text.tokens import query_words

KINDS = (ServicePage, DeskPage)
MOST_SHOWN = 5
# Per cent of stems in common, and of letters that two stems share.
ALIKE, SLIP = 80, 85
# Whoever ticks it has looked.
TICK = "is_another"
TITLE_WORDS = 40
# Wagtail draws its own box, white, and in a message of error there is nothing white.
PLAIN_BOX = "appearance: auto; width: 1.25rem; height: 1.25rem"
QUESTION = {
    ServicePage: "È un altro servizio: crealo lo stesso",
    DeskPage: "È un altro sportello: crealo lo stesso",
}


@dataclass(frozen=True)
class Alike:
    """A page that looks like the new one."""

    title: str
    body: str
    url: str


@lru_cache(maxsize=8192)
def stems(title: str) -> frozenset[str]:
    """What a title says; the titles of a whole site are cut once."""
    return frozenset(word.stem for word in query_words(title, TITLE_WORDS))


def likeness(one: str, other: str) -> float:
    """How alike two titles are, from 0 to 100; of "ISEE: calcolare …" the head counts too."""
    pairs = product(_readings(one), _readings(other))
    return max(_of_stems(a, b) for a, b in pairs)


def _readings(title: str) -> set[frozenset[str]]:
    return {stems(title), stems(title.partition(":")[0])}


def _of_stems(one: frozenset[str], other: frozenset[str]) -> float:
    if not (one and other):
        return 0.0
    if len(one) == len(other) and _are_slips(one, other) and _are_slips(other, one):
        return 100.0
    return 100 * len(one & other) / len(one | other)


def _are_slips(some: frozenset[str], others: frozenset[str]) -> bool:
    """A letter more or less is a slip; another word is another thing."""
    return all(any(fuzz.ratio(a, b) >= SLIP for b in others) for a in some)


def alike(kind: type[Page], title: str, user: Any) -> list[Alike]:
    """Pages of this kind that `user` may know of and that look like `title`, the nearest first.

    Three queries, however many there are, beside those for the person's rights.
    """
    if not stems(title):
        return []
    rows = nameable(kind.objects.all(), user).values_list("pk", "title", "path")
    near = [(likeness(title, name), pk, name, path) for pk, name, path in rows]
    found = sorted((row for row in near if row[0] >= ALIKE), key=lambda row: -row[0])
    if not found:
        return []
    pages = {
        page.pk: page for page in Page.objects.filter(pk__in=[r[1] for r in found])
    }
    bodies = Bodies()
    return [
        Alike(name, bodies.title_of(path), _address(pages[pk]))
        for _, pk, name, path in found[:MOST_SHOWN]
    ]


def _address(page: Page) -> str:
    if page.live:
        return page.get_url() or ""
    return reverse("wagtailadmin_pages:edit", args=[page.pk])


def look_for_alike(request: HttpRequest, parent: Page, kind: type[Page]) -> None:
    """Before a sheet is created: leave on its parent what the form shall tell (`ask_first`).

    A preview is no creation, and asks nothing.
    """
    if request.method != "POST" or kind not in KINDS or request.POST.get(TICK):
        return
    parent.alike = alike(kind, request.POST.get("title", ""), request.user)


def ask_first(form: Any) -> None:
    """Tell at the title which pages look alike; all that was typed stays in the form."""
    found: list[Alike] = getattr(getattr(form, "parent_page", None), "alike", [])
    if found and form.instance.pk is None and "title" in form.fields:
        form.add_error("title", ValidationError(_question(found, type(form.instance))))


def _question(found: list[Alike], kind: type[Page]) -> SafeString:
    links = format_html_join(
        "; ",
        '<a href="{}" target="_blank" rel="noreferrer">{}</a>{}',
        ((a.url, a.title, f" ({a.body})" if a.body else "") for a in found),
    )
    return format_html(
        "C'è già qualcosa che somiglia: {}. Guarda: se è la stessa cosa, correggi quella.<br>"
        '<label><input type="checkbox" name="{}" value="1" style="{}"> {}</label>',
        links,
        TICK,
        PLAIN_BOX,
        QUESTION[kind],
    )
