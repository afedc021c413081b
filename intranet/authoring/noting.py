"""One entry of the log for each act. It names the kind of thing, never its title: titles are
deleted with the thing, entries stay."""

from __future__ import annotations

from typing import Any

from django.db.models import Model
from wagtail.log_actions import log

ACTIONS = {
    "intranet.notice.publish": "Avviso pubblicato",
    "intranet.notice.change": "Avviso corretto",
    "intranet.notice.withdraw": "Avviso ritirato",
    "intranet.procedure.write": "Procedura scritta",
    "intranet.procedure.change": "Procedura cambiata",
    "intranet.procedure.confirm": "Procedura riletta",
    "intranet.procedure.delete": "Procedura cancellata",
    "intranet.note.write": "Nota scritta",
    "intranet.note.change": "Nota cambiata",
    "intranet.note.confirm": "Nota riletta",
    "intranet.note.delete": "Nota cancellata",
    "intranet.question.ask": "Domanda fatta",
    "intranet.question.answer": "Domanda: risposta data",
    "intranet.question.solve": "Domanda chiusa",
    "intranet.question.reopen": "Domanda riaperta",
    "intranet.question.to_faq": "Domanda diventata domanda frequente",
    "intranet.question.withdraw": "Domanda ritirata",
    "intranet.answer.withdraw": "Domanda: risposta tolta",
}


def note(instance: Model, action: str, *, by: Any) -> None:
    """Write that `by` did `action` to the thing."""
    kind = str(instance._meta.verbose_name)
    log(
        instance=instance,
        action=action,
        user=by,
        title=f"{kind} {instance.pk}".capitalize(),
    )
