"""One entry in the log for each thing done, and the refusal."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from wagtail.log_actions import log

from intranet.entry.access import Access
from intranet.models import Meeting

ACTIONS = {
    "intranet.meeting_prepare": "Riunione preparata",
    "intranet.meeting_change": "Riunione cambiata",
    "intranet.meeting_convene": "Riunione convocata",
    "intranet.meeting_cancel": "Riunione annullata",
    "intranet.meeting_answer": "Risposta a un invito",
    "intranet.meeting_people": "Persone di un ente scelte",
    "intranet.meeting_attendance": "Presenze segnate",
    "intranet.meeting_propose": "Punto proposto",
    "intranet.meeting_reword": "Punto cambiato",
    "intranet.meeting_withdraw": "Punto tolto",
    "intranet.meeting_move": "Punti riordinati",
    "intranet.meeting_document": "Documento aggiunto",
    "intranet.meeting_document_away": "Documento tolto",
    "intranet.meeting_write": "Verbale scritto",
    "intranet.meeting_send": "Verbale mandato in approvazione",
    "intranet.meeting_approve": "Verbale approvato da un ente",
    "intranet.meeting_correct": "Correzione del verbale chiesta",
    "intranet.meeting_approve_in": "Verbale approvato in una riunione",
    "intranet.meeting_task": "Compito segnato",
    "intranet.meeting_attest": "Incontro attestato",
    "intranet.meeting_take_back": "Attestazione di un incontro ritirata",
}


def note(meeting: Meeting, what: str, by: Access) -> None:
    """Write the entry `intranet.meeting_WHAT`; nothing that a person typed."""
    log(instance=meeting, action=f"intranet.meeting_{what}", user=by.user)


def insist(may: object) -> None:
    """Raises PermissionDenied."""
    if not may:
        raise PermissionDenied
