"""The sections of a sheet that are too long for a list: of each only a digest is kept.

A digest is of the section as it is stored: what an editor changed is a change, and thousands of
texts need not be read as HTML.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from django.db.models import QuerySet

from directory.models import Deadline, LegalSource, RequiredDocument, ServiceStep
from directory.models.service_parts import DatedRule
from editorial.releases.rows import mark_of_text

PROSE = {
    "A chi è rivolto": ("addressed", "min_age", "max_age"),
    "Descrizione": ("description",),
    "Se chiedi per un'altra persona": ("on_behalf",),
    "Cosa si ottiene": ("output",),
    "Tempi e scadenze": ("timing", "max_days"),
    "Condizioni di servizio": ("terms", "terms_label", "terms_url"),
    "Contatti": ("contact_office", "contact_phone", "contact_email"),
}
# By section: the child rows it lists, and what of a row counts.
ROWS: dict[str, tuple[Any, tuple[str, ...]]] = {
    "Come fare": (ServiceStep, ("title", "text")),
    "Cosa serve": (RequiredDocument, ("name", "where", "url", "condition")),
    "Scadenze e bandi": (Deadline, ("title", "kind", "opens_on", "closes_on", "note")),
    "Regole con una data": (DatedRule, ("title", "text", "valid_from", "valid_until")),
    "Riferimenti normativi": (LegalSource, ("title", "url")),
}
Texts = dict[str, dict[int, list[str]]]


def by_page(rows: QuerySet) -> dict[int, list[Any]]:
    """Child rows by the key of their page."""
    found: dict[int, list[Any]] = defaultdict(list)
    for row in rows:
        found[row.page_id].append(row)
    return found


def section_texts(sheets: QuerySet) -> Texts:
    """By section and sheet, its rows as text: one query a section."""
    found: Texts = {}
    for name, (model, fields) in ROWS.items():
        rows = found[name] = defaultdict(list)
        kept = model.objects.filter(page__in=sheets)
        for page_id, *facts in kept.values_list("page_id", *fields):
            rows[page_id].append(_joined(facts))
    return found


def marks_of(sheet: Any, rows: Texts) -> tuple[tuple[str, str], ...]:
    """(section, digest) of each section that says something."""
    texts = {
        name: _joined(getattr(sheet, field) for field in fields)
        for name, fields in PROSE.items()
    }
    texts |= {name: "\n".join(rows[name].get(sheet.pk, ())) for name in ROWS}
    return tuple((name, mark_of_text(text)) for name, text in texts.items() if text)


def _joined(parts: Iterable[Any]) -> str:
    return " | ".join(str(part) for part in parts if part not in ("", None))
