"""What agreements, bodies of the network and practices give to the public search."""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.search_entry import EVERY, SearchEntry
from directory.plain_text import plain
from network import SEARCH_KIND, reading

if TYPE_CHECKING:
    from network.models import AgreementPage, NetworkBodyPage, PracticePage


def agreement_entry(page: AgreementPage) -> SearchEntry:
    """An agreement with its parties, duties and acts."""
    reading.fill_agreement(page)
    duties = [row.text for row in page.duties.all()]
    acts = [f"{r.body} {r.kind} {r.number} {r.subject}" for r in page.acts.all()]
    return SearchEntry.of(
        page,
        SEARCH_KIND,
        names=(page.get_kind_display(), *(row.name for row in page.parties.all())),
        text=" ".join([page.subject, plain(page.description), *duties, *acts]),
    )


def body_entry(page: NetworkBodyPage) -> SearchEntry:
    """A body of the network with its members."""
    reading.fill_body(page)
    return SearchEntry.of(
        page,
        SEARCH_KIND,
        names=tuple(row.name for row in page.members.all()),
        text=" ".join([page.status_note, plain(page.mandate)]),
    )


def practice_entry(page: PracticePage) -> SearchEntry:
    """A practice with who promotes it, who takes part, whom it is for and where."""
    from network.practices.reading import fill, promoter_of

    fill([page])
    promoter = promoter_of(page)
    codes = {
        "per": [term.code for term in page.audiences.all()],
        "comune": [term.code for term in page.municipalities.all()] or [EVERY],
        "ente": [promoter.code] if promoter.url else [],
    }
    named = [promoter.name, *(row.name for row in page.partners.all())]
    texts = [plain(text) for text in (page.description, page.results, page.joining)]
    return SearchEntry.of(
        page,
        SEARCH_KIND,
        names=tuple(filter(None, named)),
        text=" ".join([page.addressed, page.territory, *texts]),
        facets={name: tuple(held) for name, held in codes.items()},
    )
