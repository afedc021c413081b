"""What the pages of the network hand to their templates."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from django.http import HttpRequest
from django.utils import timezone
from django.utils.text import capfirst

from directory.facts import Fact
from directory.freshness import Facts, is_overdue
from directory.groupings import page_of
from directory.reading import last_review
from directory.review_facts import review_intervals
from network import reading, showing
from network.facts import agreement_facts, change_lines
from network.json_ld import agreement_json_ld, body_json_ld
from network.states import gap_between, state_on
from network.wording import (
    ENDED,
    ORDER,
    days_left,
    gap_in_words,
    joining_in_words,
    needs_date,
    not_signed,
    shown_state,
    signed_in_words,
)

if TYPE_CHECKING:
    from network.models import AgreementPage, NetworkBodyPage, NetworkIndexPage

Context = dict[str, Any]


def agreement_context(page: AgreementPage, request: HttpRequest) -> Context:
    """Context of `network/agreement_page.html`."""
    on = timezone.localdate()
    reading.fill_agreement(page)
    targets = reading.targets_of(page.fulfilments.all())
    shown = {
        **_standing(page, on),
        "parties": _parties(page, on),
        "sides": showing.sides_of(page, targets, reading.evidence_of(page)),
        "changes": change_lines(page, on),
        "acts": showing.acts_of(page),
        "network_bodies": reading.bodies_under(page),
        "practices": reading.practices_beside(page),
        **_documents(page),
        **_freshness(page, on),
        "json_ld": agreement_json_ld(page, on, request),
        "page_url": page.get_full_url(request) or "",
    }
    return shown | {"index": _index(page, shown)}


def _index(page: AgreementPage, shown: Context) -> list[Context]:
    """Where to read what: the parts that this agreement has."""
    parts = (
        ("Le parti", "parti", True),
        ("Gli impegni", "impegni", shown["sides"]),
        ("La durata", "durata", True),
        ("Gli atti", "atti", shown["acts"]),
        ("I documenti", "documenti", shown["documents"]),
        ("Controlla un documento", "verifica", shown["fingerprinted"]),
        ("Il testo", "articoli", page.clauses.all()),
        ("Gli organi", "organi", shown["network_bodies"]),
        ("Le prassi", "prassi", shown["practices"]),
    )
    return [
        {"label": label, "url": f"#{id_}"} for label, id_, is_there in parts if is_there
    ]


def _standing(page: AgreementPage, on: dt.date) -> Context:
    before, after = reading.line_of(page)
    signatures = [row.signed_on for row in page.parties.all()]
    return {
        "standing": shown_state(page.terms, on),
        "left": days_left(page.terms, on) or not_signed(page.terms, signatures, on),
        "is_to_confirm": needs_date(page.terms),
        "before": _neighbour(before, before, page, on) if before else None,
        "after": [_neighbour(one, page, one, on) for one in after],
        "facts": agreement_facts(page, on),
    }


def _neighbour(
    shown: AgreementPage, first: AgreementPage, second: AgreementPage, on: dt.date
) -> Context:
    """The agreement before or after this one, and what lies between the two."""
    gap = gap_between(first.terms, second.terms, on)
    return {
        "page": shown,
        "standing": shown_state(shown.terms, on),
        "gap": gap_in_words(gap, second.terms, on) if gap else "",
    }


def _parties(page: AgreementPage, on: dt.date) -> list[showing.Line]:
    rows = list(page.parties.all())
    bodies = reading.organisations_named_by(rows)
    told = {
        "date_unknown": needs_date(page.terms) or page.signed_on is not None,
        "is_over": state_on(page.terms, on) in ENDED,
    }
    return [showing.named(row, bodies, _party(row, told)) for row in rows]


def _party(row: Any, told: dict[str, bool]) -> str:
    parts = [
        f"rappresentato da: {row.represented_by}" if row.represented_by else "",
        f"chi firma: {row.signatory}" if row.signatory else "",
        signed_in_words(row.signed_on, **told),
    ]
    return ". ".join(capfirst(part) for part in parts if part)


def _documents(page: Any) -> Context:
    rows = list(page.documents.all())
    documents = showing.documents_of(page, reading.files_of(rows))
    return {
        "documents": documents,
        "fingerprinted": showing.fingerprinted(documents),
    }


def _freshness(page: Any, on: dt.date) -> Context:
    review = last_review(page)
    facts = Facts(reviewed_on=review.reviewed_on if review else None)
    return {
        "review": review,
        "is_stale": is_overdue(facts, on, review_intervals()),
    }


def agreement_index_context(request: HttpRequest) -> Context:
    """Context of `network/agreement_index_page.html`: those that bind first."""
    on = timezone.localdate()
    cards = [(page, shown_state(page.terms, on)) for page in reading.all_agreements()]
    cards.sort(key=lambda card: (ORDER.index(card[1].state), card[0].path))
    rows = page_of(cards, request)
    rows.object_list = [_card(page, shown) for page, shown in rows.object_list]
    return {
        "agreements": rows,
        "fingerprinted": showing.fingerprinted(_all_documents()),
    }


def _all_documents() -> list[showing.ShownDocument]:
    """What all agreements and bodies of the network publish: three queries at most."""
    rows = reading.all_fingerprints()
    files = reading.files_of(rows)
    return [
        showing.document(
            row,
            files.get(row.document_id),
            page_title=row.page.title,
            page_url=row.page.url or "",
        )
        for row in rows
    ]


def _card(page: AgreementPage, shown: Any) -> Context:
    return {
        "page": page,
        "url": page.url or "",
        "shown": shown,
        "is_to_confirm": needs_date(page.terms),
        "parties": ", ".join(row.name for row in page.parties.all()),
    }


def network_index_context(page: NetworkIndexPage, request: HttpRequest) -> Context:
    """Context of `network/network_index_page.html`."""
    on = timezone.localdate()
    agreement = reading.agreement_named(page.agreement_id)
    rows = page_of(reading.all_bodies(), request)
    return {
        "agreement": agreement,
        "standing": shown_state(agreement.terms, on) if agreement else None,
        "is_to_confirm": agreement is not None and needs_date(agreement.terms),
        "joining": joining_in_words(agreement.terms, on) if agreement else "",
        "parties": _parties(agreement, on) if agreement else [],
        "bodies": rows,
        "practices": reading.practices_beside(agreement),
    }


def network_body_context(page: NetworkBodyPage, request: HttpRequest) -> Context:
    """Context of `network/network_body_page.html`."""
    on = timezone.localdate()
    reading.fill_body(page)
    bodies = reading.organisations_named_by(page.members.all())
    agreement = reading.agreement_named(page.agreement_id)
    facts = [
        Fact("Stato", page.get_status_display()),
        Fact("Da dove viene", page.status_note),
        Fact("Accordo", agreement.title, agreement.url or "") if agreement else None,
    ]
    return {
        "facts": [fact for fact in facts if fact and fact.value],
        "members": showing.members_of(page, bodies, on),
        **_documents(page),
        **_freshness(page, on),
        "json_ld": body_json_ld(page, on, request),
    }
