"""schema.org data of agreements, of the network's bodies and of practices."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import TYPE_CHECKING

from django.http import HttpRequest
from django.utils.safestring import SafeString

from directory.json_ld import script
from network.states import last_day

if TYPE_CHECKING:
    from network.models import AgreementPage, NetworkBodyPage
    from network.practices.showing import Shown


def agreement_json_ld(
    page: AgreementPage, on: dt.date, request: HttpRequest
) -> SafeString:
    """A DigitalDocument with its parties and the day on which it ends."""
    last = last_day(page.terms, on)
    return script(
        {
            "@context": "https://schema.org",
            "@type": "DigitalDocument",
            "name": page.title,
            "genre": page.get_kind_display(),
            "description": page.summary,
            "identifier": str(page.translation_key),
            "url": page.get_full_url(request),
            "inLanguage": "it",
            "dateCreated": page.signed_on.isoformat() if page.signed_on else "",
            "expires": last.isoformat() if last else "",
            "contributor": _named(row.name for row in page.parties.all()),
            "citation": [
                f"{row.body}, {row.kind} {row.number}".strip()
                for row in page.acts.all()
            ],
        }
    )


def body_json_ld(
    page: NetworkBodyPage, on: dt.date, request: HttpRequest
) -> SafeString:
    """An Organization with those who sit in it; who is only expected is no member."""
    there = [
        row.name
        for row in page.members.all()
        if row.joined_on
        and row.joined_on <= on
        and not (row.left_on and row.left_on < on)
    ]
    return script(
        {
            "@context": "https://schema.org",
            "@type": "Organization",
            "name": page.title,
            "description": page.summary,
            "url": page.get_full_url(request),
            "member": _named(there),
        }
    )


def _named(names: Iterable[str]) -> list[dict[str, str]]:
    return [{"@type": "Organization", "name": name} for name in names]


def practice_json_ld(one: Shown, request: HttpRequest) -> SafeString:
    """A Project with who promotes it and who takes part; never of an example."""
    page = one.page
    return script(
        {
            "@context": "https://schema.org",
            "@type": "Project",
            "name": page.title,
            "description": page.summary,
            "identifier": str(page.translation_key),
            "url": page.get_full_url(request),
            "foundingDate": page.starts_on.isoformat()[:7] if page.starts_on else "",
            "dissolutionDate": page.ends_on.isoformat()[:7] if page.ends_on else "",
            "areaServed": one.place,
            "sponsor": _named([one.promoter.name] if one.promoter.name else []),
            "member": _named(one.partners),
        }
    )
