"""The facets a visitor can filter by. Pure.

A facet's name is the key of `SearchEntry.facets` and the parameter of the address.
"""

from dataclasses import dataclass

KIND = "tipo"


@dataclass(frozen=True)
class Facet:
    """A facet and how a visitor reads it."""

    name: str
    label: str


FACETS = (
    Facet("bisogno", "Di cosa hai bisogno"),
    Facet("per", "Per chi"),
    Facet("comune", "Comune"),
    Facet("categoria", "Categoria"),
)
FACET_NAMES = tuple(facet.name for facet in FACETS)

# Word of the address → kind of entry, and how the choice reads.
KINDS = {
    "servizi": ("service", "Servizi"),
    "sportelli": ("desk", "Sportelli"),
    "enti": ("organisation", "Enti"),
    "pagine": ("page", "Pagine"),
}

# Kind of entry → what one of them is called.
KIND_LABELS = {
    "service": "Servizio",
    "desk": "Sportello",
    "organisation": "Ente",
    "page": "Pagina",
}
