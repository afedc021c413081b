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
    Section("Foglio", "orientation_sheet", "Il foglio da dare in mano."),
    Section("Domande", "questions", "Chiedere a un altro ente, e rispondere."),
    Section("Procedure", "procedures", "Come si fa, e le domande frequenti."),
    Section("Avvisi", "staff_notices", "Quello che c'è da sapere allo sportello."),
    Section("Formazione", "training", "I prossimi incontri, i posti, i materiali."),
    Section("Riunioni", "meetings", "Ordine del giorno, verbali e compiti."),
    Section("File", "intranet_files", "Moduli, materiali e documenti riservati."),
)


@dataclass(frozen=True)
class Way:
    """A large way in on the home: what somebody comes here to do."""

    title: str
    url: str
    icon: str
    text: str


def ways() -> list[Way]:
    """What is done with a person waiting: first."""
    return [
        Way(
            "Chi chiamo?",
            reverse("referents_now"),
            "telephone",
            "Un collega di un altro ente",
        ),
        Way(
            "Foglio di orientamento",
            reverse("orientation_sheet"),
            "print",
            "Da dare in mano a chi hai davanti",
        ),
        Way(
            "Fai una domanda", reverse("question_ask"), "help-circle", "A un altro ente"
        ),
    ]
