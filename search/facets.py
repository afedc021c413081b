"""The facets a visitor can filter by. Pure.

A facet's name is the key of `SearchEntry.facets` and the parameter of the address.
"""

from dataclasses import dataclass

KIND = "tipo"


@dataclass(frozen=True)
class Facet:
    """A facet and how a visitor reads it.

    Those in front are always in sight. A fact is either so or not known: one value is all
    it has.
    """

    name: str
    label: str
    is_in_front: bool = False
    is_fact: bool = False


FACETS = (
    Facet("bisogno", "Di cosa hai bisogno", is_in_front=True),
    Facet("per", "Per chi", is_in_front=True),
    Facet("comune", "Comune", is_in_front=True),
    Facet("modo", "Come si ottiene"),
    Facet("costo", "Quanto costa", is_fact=True),
    Facet("aiuto", "Quanto aiuto dà lo sportello"),
    Facet("sportello", "Tipo di sportello"),
    Facet("ente", "Ente"),
    Facet("lingua", "Lingua parlata allo sportello"),
    Facet("accesso", "Senza barriere", is_fact=True),
    Facet("evento", "Evento della vita"),
    Facet("categoria", "Categoria"),
)
FACET_NAMES = tuple(facet.name for facet in FACETS)

# Word of the address → kind of entry, and how the choice reads.
KINDS = {
    "servizi": ("service", "Servizi"),
    "sportelli": ("desk", "Sportelli"),
    "enti": ("organisation", "Enti"),
    "novita": ("news", "Novità"),
    "eventi": ("event", "Eventi"),
    "rete": ("network", "Accordi e rete"),
    "pagine": ("page", "Pagine"),
}

# Kind of entry → what one of them is called.
KIND_LABELS = {
    "service": "Servizio",
    "desk": "Sportello",
    "organisation": "Ente",
    "news": "Novità",
    "event": "Evento",
    "network": "Accordi e rete",
    "page": "Pagina",
}
