"""Reads what pages of the network show, with a fixed number of queries however many rows."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from django.db.models import Q, QuerySet
from wagtail.models import Page

from core.models import CustomDocument
from core.querysets import composed, published_pages, published_q
from directory.clusters import attach_children
from directory.models import OrganisationPage
from network.models.evidence import DutyEvidence

if TYPE_CHECKING:
    from network.models import AgreementPage, NetworkBodyPage, PracticeIndexPage

AGREEMENT_ROWS = (
    *("parties", "duties", "fulfilments", "modifications", "acts", "documents"),
    "clauses",
)
LINK = ("title", "url_path", "path", "depth", "locale")
LISTED = (
    *("title", "summary", "kind", "url_path", "path", "depth", "locale"),
    *("signed_on", "starts_on", "ends_on", "is_applied", "applied_from"),
    *("terminated_on", "predecessor"),
    *("needs_evaluation", "evaluation_article", "evaluated_on"),
)


def fill_agreement(page: AgreementPage) -> None:
    """All rows of an agreement: one query."""
    attach_children([page], AGREEMENT_ROWS)


def fill_body(page: NetworkBodyPage) -> None:
    """All rows of a body of the network: one query."""
    attach_children([page], ["members", "documents"])


@composed
def _organisations(ids: Sequence[int]) -> QuerySet:
    bodies = OrganisationPage.objects.published().filter(pk__in=ids)
    return bodies.select_related(None).only(*LINK)


def organisations_named_by(rows: Iterable[Any]) -> dict[int, OrganisationPage]:
    """The published bodies that `rows` point at, by key: one query, none for no row."""
    ids = sorted({row.organisation_id for row in rows if row.organisation_id})
    return {body.pk: body for body in _organisations(ids)} if ids else {}


def targets_of(rows: Iterable[Any]) -> dict[int, Page]:
    """The published pages that fulfil duties, by key: one query, none for no row."""
    ids = {row.target_id for row in rows}
    if not ids:
        return {}
    pages = published_pages().filter(pk__in=ids).select_related(None)
    return {page.pk: page for page in pages.only(*LINK, "content_type")}


def files_of(rows: Iterable[Any]) -> dict[int, CustomDocument]:
    """The files that rows of documents hold, by key: one query, none for no file."""
    ids = {row.document_id for row in rows if row.document_id}
    return CustomDocument.objects.in_bulk(ids) if ids else {}


def all_fingerprints() -> list[Any]:
    """The rows with a fingerprint of all published pages, with their page: two queries."""
    from network.models import AgreementDocument, NetworkBodyDocument

    return [
        row
        for model in (AgreementDocument, NetworkBodyDocument)
        for row in model.objects.filter(published_q("page__"))
        .exclude(sha256="")
        .select_related("page")
        .order_by("page__path", "sort_order")
    ]


def evidence_of(page: AgreementPage) -> dict[str, list[DutyEvidence]]:
    """What attests each duty, by its code, the latest first: one query."""
    found: dict[str, list[DutyEvidence]] = defaultdict(list)
    for row in DutyEvidence.objects.filter(agreement_id=page.pk):
        found[row.duty].append(row)
    return found


def _agreements() -> QuerySet:
    from network.models import AgreementPage

    pages = AgreementPage.objects.published().select_related(None)
    return pages.only(*LISTED)


def address_of_list() -> str:
    """The address of the published list of agreements; empty without one: one query."""
    from network.models import AgreementIndexPage

    found = AgreementIndexPage.objects.published().first()
    return (found.url or "") if found else ""


def with_terms(pages: QuerySet) -> list[AgreementPage]:
    """The agreements with their parties and modifications: two queries."""
    found = list(pages)
    attach_children(found, ["parties", "modifications"])
    return found


def all_agreements() -> list[AgreementPage]:
    """Every published agreement, in the order of the tree."""
    return with_terms(_agreements().order_by("path"))


def line_of(page: AgreementPage) -> tuple[AgreementPage | None, list[AgreementPage]]:
    """The published agreement before this one, and those after it: two queries."""
    if page.pk is None:  # the preview of an agreement that is not there yet
        return None, []
    near = Q(pk=page.predecessor_id) | Q(predecessor_id=page.pk)
    found = with_terms(_agreements().filter(near).order_by("path"))
    before = next((one for one in found if one.pk == page.predecessor_id), None)
    return before, [one for one in found if one.predecessor_id == page.pk]


def bodies_under(page: AgreementPage) -> list[NetworkBodyPage]:
    """The published bodies of the network that an agreement provides for: one query."""
    from network.models import NetworkBodyPage

    if page.pk is None:
        return []
    bodies = NetworkBodyPage.objects.published().filter(agreement_id=page.pk)
    return list(bodies.select_related(None).order_by("path").only(*LINK, "summary"))


def practices_beside(agreement: AgreementPage | None) -> PracticeIndexPage | None:
    """The published list of practices that is the appendix to an agreement: one query."""
    from network.models import PracticeIndexPage

    if agreement is None or agreement.pk is None:
        return None
    lists = PracticeIndexPage.objects.published().filter(agreement_id=agreement.pk)
    found: PracticeIndexPage | None = lists.first()
    return found


def all_bodies() -> list[NetworkBodyPage]:
    """Every published body of the network with its members: two queries."""
    from network.models import NetworkBodyPage

    bodies = NetworkBodyPage.objects.published().select_related(None)
    found = list(bodies.order_by("path").only(*LINK, "summary", "status"))
    attach_children(found, ["members"])
    return found


def agreement_named(pk: int | None) -> AgreementPage | None:
    """A published agreement with its parties: two queries, none for no agreement."""
    found = with_terms(_agreements().filter(pk=pk)) if pk else []
    return found[0] if found else None


def agreements_of(body: OrganisationPage) -> list[AgreementPage]:
    """The published agreements that a body is a party of: two queries."""
    if body.pk is None:
        return []
    mine = _agreements().filter(parties__organisation_id=body.pk).distinct()
    return with_terms(mine.order_by("path"))
