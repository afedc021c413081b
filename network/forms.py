"""What the forms of agreements and practices ask, where it is typed."""

from __future__ import annotations

import datetime as dt
from typing import Any

from core.dates import on_day
from core.page_forms import BasePageForm
from core.page_permissions import keeps_the_tree

NO_SIDE = "Nessuna parte si impegna con questo nome: scegli tra {known}."
NO_DUTY = "Nessun impegno ha questo nome breve: scegli tra {known}."
LAST_SIGNATURE = (
    "Dalle firme delle parti risulta sottoscritto {day}: scrivi quel giorno."
)
TWICE = "Un altro impegno ha già questo nome breve."


class AgreementPageForm(BasePageForm):
    """Duties belong to a side that is there, and what fulfils them to a duty that is there."""

    def clean(self) -> Any:
        """Say it at the row."""
        cleaned = super().clean()
        sides = {row.cleaned_data.get("side") for row in self.rows("parties")} - {""}
        codes = self._codes()
        if self._are_read("parties"):
            for row in self.rows("duties"):
                _check(row, "side", sides, NO_SIDE)
        if self._are_read("duties"):
            for row in self.rows("fulfilments"):
                _check(row, "duty", codes, NO_DUTY)
        self._check_signatures(cleaned.get("signed_on"))
        return cleaned

    def _are_read(self, name: str) -> bool:
        """Among rows that are wrong themselves nothing can be looked for."""
        formset = self.formsets.get(name)
        return formset is None or bool(formset.is_valid())

    def _check_signatures(self, told: dt.date | None) -> None:
        """The agreement is signed on the day of the last signature, once all are there."""
        days = [row.cleaned_data.get("signed_on") for row in self.rows("parties")]
        last = max(filter(None, days), default=None)
        if last is None:
            return
        if (told and told < last) or (all(days) and told != last):
            self.add_error("signed_on", LAST_SIGNATURE.format(day=on_day(last)))

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


# A body speaks for itself: that another promotes something, or that it is no real practice, is
# the coordinator's to say.
KEPT = ("promoter", "promoter_name", "is_sample")


class PracticePageForm(BasePageForm):
    """What is the coordinator's alone is not asked of others, and stays as it is."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.for_user and not keeps_the_tree(self.for_user):
            for name in KEPT:
                self.fields.pop(name, None)
