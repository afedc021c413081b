"""Agreements, bodies of the network and the list of practices, made from `network/content/`.

Made once: what a person has made of a page stays, be it renamed, moved or deleted.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml
from django.db import transaction
from wagtail.models import Page, Site

from core.markdown import to_html
from directory.models import Audience, Municipality, OrganisationPage
from network.models import (
    AgreementIndexPage,
    AgreementPage,
    NetworkBodyPage,
    NetworkIndexPage,
    NetworkSeed,
    PracticeIndexPage,
    PracticePage,
)

CONTENT = Path(__file__).parent / "content"
SECTION = "amministrazione"
RICH = (
    *("introduction", "description", "mandate", "evaluation"),
    *("results", "joining"),
)
ROWS = (
    *("parties", "duties", "clauses", "modifications", "acts", "documents"),
    *("members", "partners"),
)
TERMS: dict[str, Any] = {"audiences": Audience, "municipalities": Municipality}


class NoSection(LookupError):
    """The site has no section below which the network's pages could lie."""


@transaction.atomic
def make_network(*, with_samples: bool = False) -> int:
    """Make the pages that are missing; how many. Raises NoSection.

    With samples: also what only the demonstration supposes.
    """
    section = _section()
    agreements, network = _read("agreements"), _read("network")
    for entry in agreements["agreements"]:
        sample = entry.pop("sample", {})
        entry.update(sample if with_samples else {})
    made = _branch(section, AgreementIndexPage, AgreementPage, agreements)
    made += _branch(section, NetworkIndexPage, NetworkBodyPage, network)
    practices = _read("practices")
    made += _seeded(section, PracticeIndexPage, practices["index"])[1]
    return made + (_samples(practices["samples"]) if with_samples else 0)


def _samples(entries: list[dict[str, Any]]) -> int:
    """Practices that only the demonstration supposes, each below its body."""
    made = 0
    for entry in entries:
        fields = {name: value for name, value in entry.items() if name != "body"}
        body = OrganisationPage.objects.filter(slug=entry["body"]).first()
        if body is not None:
            made += _seeded(body, PracticePage, {**fields, "is_sample": True})[1]
    return made


def _section() -> Page:
    home = _home()
    found = Page.objects.child_of(home).filter(slug=SECTION).first()
    if found is None:
        raise NoSection(f"manca la sezione /{SECTION}/: esegui prima make_pages")
    return found


def _home() -> Page:
    """The home page of the site."""
    site = Site.objects.filter(is_default_site=True).select_related("root_page").first()
    if site is None:
        raise NoSection("manca il sito: esegui prima make_pages")
    return site.root_page


def _branch(section: Page, index: Any, model: Any, content: dict[str, Any]) -> int:
    page, made = _seeded(section, index, content["index"])
    entries = content.get("agreements") or content.get("bodies") or []
    if page is None:
        return made
    return made + sum(_seeded(page, model, entry)[1] for entry in entries)


def _seeded(
    parent: Page, model: Any, entry: dict[str, Any]
) -> tuple[Page | None, bool]:
    """The page of an entry (None: somebody deleted it), and whether it was made just now."""
    return NetworkSeed.made_once(
        address=f"{model._meta.model_name}/{entry['slug']}",
        parent=parent,
        slug=entry["slug"],
        make=lambda: _page(parent, model, entry),
    )


def _page(parent: Page, model: Any, entry: dict[str, Any]) -> Page:
    rows = {name: entry[name] for name in ROWS if name in entry}
    terms = {name: entry[name] for name in TERMS if name in entry}
    plain = {
        name: to_html(value) if name in RICH else value
        for name, value in entry.items()
        if name not in rows and name not in terms
    }
    for name in ("predecessor", "agreement"):
        if name in plain:
            plain[name] = AgreementPage.objects.get(slug=plain[name])
    page = model(**plain)
    if "duties" in rows:
        rows["duties"], rows["fulfilments"] = _duties(rows["duties"])
    for name, values in rows.items():
        _fill(page, name, values)
    for name, codes in terms.items():
        setattr(page, name, TERMS[name].objects.filter(code__in=codes))
    Page.objects.get(pk=parent.pk).add_child(instance=page)
    page.save_revision().publish()
    return page


def _fill(page: Any, name: str, values: list[dict[str, Any]]) -> None:
    model = page._meta.get_field(name).related_model
    for place, value in enumerate(values):
        if slug := value.get("organisation"):
            body = OrganisationPage.objects.filter(slug=slug).first()
            value = {**value, "organisation": body}
        getattr(page, name).add(model(sort_order=place, **value))


def _duties(entries: list[dict[str, Any]]) -> tuple[list[Any], list[Any]]:
    """Duties, and the published pages that fulfil them; what is not there is left out."""
    duties, fulfilments = [], []
    for entry in entries:
        for line in entry.get("fulfilled_by", ()):
            target = _target(line["target"])
            if target:
                told = {"duty": entry["code"], "note": line.get("note", "")}
                fulfilments.append({**told, "target": target})
        duties.append({k: v for k, v in entry.items() if k != "fulfilled_by"})
    return duties, fulfilments


def _target(place: str) -> Page | None:
    """The page at `servizi`, `sportelli`, or of a body (`cgil-cremona/isee`)."""
    path = f"servizi/{place}" if "/" in place else place
    return Page.objects.filter(url_path=f"{_home().url_path}{path}/").first()


def _read(name: str) -> Any:
    return yaml.safe_load((CONTENT / f"{name}.yaml").read_text(encoding="utf-8"))
