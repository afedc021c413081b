"""What the rows of an agreement say together, asked where the coordinator types them."""

from __future__ import annotations

from typing import Any

from core.page_forms import BasePageForm

NO_SIDE = "Nessuna parte si impegna con questo nome: scegli tra {known}."
NO_DUTY = "Nessun impegno ha questo nome breve: scegli tra {known}."
TWICE = "Un altro impegno ha già questo nome breve."


class AgreementPageForm(BasePageForm):
    """Duties belong to a side that is there, and what fulfils them to a duty that is there."""

    def clean(self) -> Any:
        """Say it at the row."""
        cleaned = super().clean()
        sides = {row.cleaned_data.get("side") for row in self.rows("parties")} - {""}
        codes = self._codes()
        for row in self.rows("duties"):
            _check(row, "side", sides, NO_SIDE)
        for row in self.rows("fulfilments"):
            _check(row, "duty", codes, NO_DUTY)
        return cleaned

    def _codes(self) -> set[str]:
        codes: set[str] = set()
        for row in self.rows("duties"):
            code = row.cleaned_data.get("code")
            if code in codes:
                row.add_error("code", TWICE)
            codes.add(code)
        return codes


def _check(row: Any, field: str, known: set[str], message: str) -> None:
    typed = row.cleaned_data.get(field)
    if typed and typed not in known:
        listed = ", ".join(sorted(known)) or "nessuno, per ora"
        row.add_error(field, message.format(known=listed))
