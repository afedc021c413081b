"""What agreements and bodies of the network give to the public search."""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.search_entry import SearchEntry
from directory.plain_text import plain
from network import reading

if TYPE_CHECKING:
    from network.models import AgreementPage, NetworkBodyPage


def agreement_entry(page: AgreementPage) -> SearchEntry:
    """An agreement with its parties, duties and acts."""
    reading.fill_agreement(page)
    duties = [row.text for row in page.duties.all()]
    acts = [f"{r.body} {r.kind} {r.number} {r.subject}" for r in page.acts.all()]
    return SearchEntry(
        page_id=page.pk,
        kind="page",
        title=page.title,
        url=page.url or "",
        locale=page.locale.language_code,
        summary=page.summary,
        names=(page.get_kind_display(), *(row.name for row in page.parties.all())),
        text=" ".join([page.subject, plain(page.description), *duties, *acts]),
    )


def body_entry(page: NetworkBodyPage) -> SearchEntry:
    """A body of the network with its members."""
    reading.fill_body(page)
    return SearchEntry(
        page_id=page.pk,
        kind="page",
        title=page.title,
        url=page.url or "",
        locale=page.locale.language_code,
        summary=page.summary,
        names=tuple(row.name for row in page.members.all()),
        text=" ".join([page.status_note, plain(page.mandate)]),
    )
