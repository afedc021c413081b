"""The sections of a sheet, as the national model names them (C.SI.1.3), and of a desk."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Section:
    """A heading of the page and its anchor."""

    anchor: str
    name: str
    # What the page must have, or the section is left out; () keeps it always.
    needs: tuple[str, ...] = ()
    folder: str = "service"

    @property
    def template(self) -> str:
        """The part of the page that shows it."""
        return f"directory/{self.folder}/{self.anchor}.html"


SECTIONS = (
    Section("a-chi-e-rivolto", "A chi è rivolto"),
    Section("descrizione", "Descrizione", ("description",)),
    Section("come-fare", "Come fare"),
    Section("per-altri", "Se chiedi per un'altra persona", ("on_behalf",)),
    Section("cosa-serve", "Cosa serve"),
    Section("cosa-si-ottiene", "Cosa si ottiene"),
    Section("tempi-e-scadenze", "Tempi e scadenze"),
    Section("quanto-costa", "Quanto costa", ("tells_cost",)),
    Section("accedi-al-servizio", "Accedi al servizio"),
    Section("condizioni-di-servizio", "Condizioni di servizio"),
    Section("contatti", "Contatti"),
)
DESK_SECTIONS = (
    Section("contatti", "Contatti", folder="desk"),
    Section("orari", "Orari", folder="desk"),
    Section("dove", "Dove si trova", folder="desk"),
    Section("accessibilita", "Come si entra", ("is_place",), folder="desk"),
    Section("servizi", "Che cosa si fa qui", folder="desk"),
)


def sections_of(sheet: object) -> list[Section]:
    """The sections that a service's sheet has something to say in."""
    return _told(SECTIONS, sheet)


def desk_sections_of(desk: object, *, asks_of_access: bool) -> list[Section]:
    """The sections of a desk's page: nobody goes in at a phone line, and where the
    vocabulary asks nothing of a way in there is nothing to tell of it."""
    told = _told(DESK_SECTIONS, desk)
    return [s for s in told if asks_of_access or s.anchor != "accessibilita"]


def _told(sections: tuple[Section, ...], page: object) -> list[Section]:
    return [s for s in sections if all(getattr(page, name) for name in s.needs)]
