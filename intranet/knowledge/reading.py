"""What is shown of procedures and notes, in a number of queries that does not grow with them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet
from django.template.loader import render_to_string
from django.urls import reverse

from core.querysets import published_q
from core.text import searchable
from directory.models import Need, OrganisationPage, ServicePage
from directory.vocabulary import terms
from intranet.authoring.finding import matching
from intranet.authoring.texts import beginnings
from intranet.entry.access import Access
from intranet.finding import Hit
from intranet.finding.rows import holds_all
from intranet.knowledge.permissions import can_write_note_for, can_write_procedures
from intranet.models import Procedure, ProcedureKind, StaffNote

MOST_DUE = 5
MOST_ASIDE = 5
COORDINATION = "coordinamento"


@dataclass(frozen=True)
class Filters:
    """What the list is narrowed to, as the address says it; what nothing has is ignored."""

    words: str = ""
    kind: str = ""
    subject: str = ""
    body: str = ""

    @classmethod
    def from_query(cls, query: Any) -> Filters:
        """From the address."""
        names = {"words": "q", "kind": "tipo", "subject": "argomento", "body": "ente"}
        return cls(
            **{name: searchable(query.get(key, ""), 80) for name, key in names.items()}
        )

    @property
    def is_any(self) -> bool:
        """Something is chosen."""
        return any((self.words, self.kind, self.subject, self.body))


def procedures(access: Access, filters: Filters) -> QuerySet:
    """Those that the person may read, narrowed."""
    rows = Procedure.objects.shared_with(access).select_related(
        "owner_body", "changed_in"
    )
    if filters.words:
        rows = rows.filter(holds_all(beginnings(filters.words)))
    if filters.kind in ProcedureKind.values:
        rows = rows.filter(kind=filters.kind)
    if filters.subject:
        chosen = Need.objects.filter(code=filters.subject)
        rows = rows.filter(pk__in=Procedure.objects.filter(subjects__in=chosen))
    if filters.body == COORDINATION:
        rows = rows.filter(owner_body__isnull=True)
    elif filters.body:
        rows = rows.filter(owner_body__slug=filters.body)
    return rows.prefetch_related("subjects")


def filter_choices(access: Access) -> dict[str, Any]:
    """What one may narrow the list to: one query for the bodies; needs are kept in memory."""
    kept = Procedure.objects.shared_with(access).values("owner_body")
    bodies = OrganisationPage.objects.filter(pk__in=kept).order_by("title", "pk")
    return {
        "kinds": ProcedureKind.choices,
        "subjects": [(need.code, need.name) for need in terms(Need)],
        "bodies": [
            *bodies.values_list("slug", "title"),
            (COORDINATION, "Coordinamento"),
        ],
    }


def one_procedure(access: Access) -> QuerySet:
    """What the page of one needs, in five queries."""
    rows = Procedure.objects.shared_with(access)
    related = ("owner_body", "changed_in", "changed_by")
    return rows.select_related(*related).prefetch_related("subjects", "files")


def sheets_of(procedure: Procedure) -> list[ServicePage]:
    """The linked sheets that are public."""
    rows = ServicePage.objects.filter(published_q() & Q(pk__in=_sheets(procedure)))
    return list(rows.order_by("title", "pk"))


def _sheets(procedure: Procedure) -> QuerySet:
    through = Procedure.sheets.through.objects.filter(procedure=procedure)
    return through.values("servicepage")


def notes(access: Access) -> QuerySet:
    """Notes that the person may read, with their pages."""
    rows = StaffNote.objects.shared_with(access).on_published()
    return rows.select_related("page", "owner_body", "changed_by")


def due_panel(access: Access) -> dict[str, Any] | None:
    """On the home: what the person's bodies should read again: two queries, none for
    who keeps nothing."""
    if not can_write_procedures(access):
        return None
    due = Procedure.objects.to_review(access).order_by("review_on", "pk")
    old_notes = StaffNote.objects.to_review(access).on_published()
    found = {
        "procedures": list(due[:MOST_DUE]),
        "notes": list(
            old_notes.select_related("page").order_by("review_on")[:MOST_DUE]
        ),
    }
    return found if any(found.values()) else None


def aside(access: Access, page: Any) -> str:
    """Beside a public page: its notes, and the procedures that name it: two queries."""
    kept = StaffNote.objects.shared_with(access).filter(page=page.pk)
    named = Procedure.objects.shared_with(access).filter(sheets=page.pk)
    context = {
        "page": page,
        "notes": list(kept.select_related("owner_body")),
        "procedures": list(named[:MOST_ASIDE]),
        "can_write": any(can_write_note_for(access, b) for b in (*access.bodies, None)),
        "on": access.on,
    }
    return render_to_string("intranet/knowledge/aside.html", context)


def find(access: Access, words: Sequence[str], limit: int) -> list[Hit]:
    """For the search of the restricted part."""
    rows = Procedure.objects.shared_with(access).select_related("owner_body")
    return [
        Hit(
            one.title,
            reverse("procedure", args=[one.pk]),
            one.get_kind_display(),
            one.owner_body.title if one.owner_body else "Coordinamento",
        )
        for one in matching(rows, words, limit)
    ]
