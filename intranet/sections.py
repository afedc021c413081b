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


def places_of_care(*, keeps_referents: bool, looks_at_data: bool) -> list[Section]:
    """Where what a body keeps up is kept, whether or not something is due there today."""
    places = [
        (keeps_referents, Section("I referenti del tuo ente", "referents_keep", "")),
        (True, Section("Procedure e domande frequenti", "procedures", "")),
        (True, Section("Note alle schede e agli sportelli", "staff_notes", "")),
        (True, Section("File riservati", "intranet_files", "")),
        (looks_at_data, Section("Verifica dei dati", "intranet_data_reviews", "")),
    ]
    return [place for is_shown, place in places if is_shown]


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
