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
    Section("File", "intranet_files", "Moduli, materiali e documenti riservati."),
    Section("Cerca", "intranet_find", "Nelle pagine, nei file e tra i referenti."),
)
