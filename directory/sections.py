"""The sections of a sheet, in the order and with the names of the model (C.SI.1.3)."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Section:
    """A heading of the sheet and its anchor."""

    anchor: str
    name: str
    # Fields of the sheet without which the section is left out; () keeps it always.
    needs: tuple[str, ...] = ()

    @property
    def template(self) -> str:
        """The part of the sheet that shows it."""
        return f"directory/service/{self.anchor}.html"


SECTIONS = (
    Section("a-chi-e-rivolto", "A chi è rivolto"),
    Section("descrizione", "Descrizione", ("description",)),
    Section("come-fare", "Come fare"),
    Section("per-altri", "Se chiedi per un'altra persona", ("on_behalf",)),
    Section("cosa-serve", "Cosa serve"),
    Section("cosa-si-ottiene", "Cosa si ottiene"),
    Section("tempi-e-scadenze", "Tempi e scadenze"),
    Section("quanto-costa", "Quanto costa", ("cost",)),
    Section("accedi-al-servizio", "Accedi al servizio"),
    Section("condizioni-di-servizio", "Condizioni di servizio"),
    Section("contatti", "Contatti"),
)


def sections_of(sheet: object) -> list[Section]:
    """The sections that `sheet` has something to say in."""
    return [s for s in SECTIONS if all(getattr(sheet, field) for field in s.needs)]
