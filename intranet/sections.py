"""The parts of the restricted area, in the order of its menu."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import reverse


@dataclass(frozen=True)
class Section:
    """One entry of the menu; `view` is the name of its first page."""

    label: str
    view: str
    about: str

    @property
    def url(self) -> str:
        """Its address."""
        return reverse(self.view)


SECTIONS: tuple[Section, ...] = (
    Section("Referenti", "referents", "Chi chiamare negli altri enti."),
    Section(
        "Formazione", "training", "I prossimi incontri, i tuoi posti, i materiali."
    ),
    Section(
        "Riunioni", "meetings", "Ordine del giorno, verbali e compiti degli incontri."
    ),
    Section("Avvisi", "staff_notices", "Quello che c'è da sapere allo sportello."),
    Section("Procedure", "procedures", "Come si fa, e le domande frequenti."),
    Section("Domande", "questions", "Chiedere a un altro ente, e rispondere."),
    Section(
        "Foglio", "orientation_sheet", "Il foglio da dare in mano a chi hai davanti."
    ),
    Section("File", "intranet_files", "Moduli, materiali e documenti riservati."),
    Section("Cerca", "intranet_find", "Nelle pagine, nei file e tra i referenti."),
)
