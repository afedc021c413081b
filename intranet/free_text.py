"""What somebody types here: nobody's tax code or account, and a second look at names and phones.

Art. 5 of the protocol: no data of people who are helped. What is certain is refused; what may be
a person's is pointed out once, and kept if whoever writes says that it is of nobody who is helped.
"""

from __future__ import annotations

import re
from typing import Any

from django import forms

from directory.personal_data.detecting import Finding, Kind, findings
from search.learning.choosing import names

REFUSED = {
    Kind.TAX_CODE: "C'è il codice fiscale di una persona ({}): toglilo.",
    Kind.IBAN: "C'è un IBAN ({}): toglilo.",
    Kind.BENEFICIARIES: "Sembra un elenco di persone ({}): toglilo.",
}
POINTED_OUT = {
    Kind.NAME: "Forse c'è il nome di una persona ({}).",
    Kind.EMAIL: "Forse c'è l'e-mail di una persona ({}).",
    Kind.MOBILE: "Forse c'è il cellulare di una persona ({}).",
}
CONFIRM = (
    "Se è di chi lavora in un ente, conferma in fondo; se è di chi si assiste, toglilo."
)
CONFIRMED = "Ho controllato: non ci sono dati di persone assistite"

_WORD = r"[A-ZÀ-Þ][a-zß-ÿ]+(?:['’][A-ZÀ-Þ][a-zß-ÿ]+)?"
_CALLED = re.compile(rf"\b(?i:signor[ae]?|signorina)\s+{_WORD}")
_PAIR = re.compile(rf"\b({_WORD})(?=\s+({_WORD})\b)")


def found_in(text: str) -> list[Finding]:
    """What of persons stands in a text."""
    return findings(text, names())


def _named_in(text: str) -> list[Finding]:
    """Somebody named without a title or a role: on a public page too often a street or an office,
    beside a mobile it may be the card of a person."""
    called = [match.group() for match in _CALLED.finditer(text)]
    pairs = [
        " ".join(match.groups())
        for match in _PAIR.finditer(text)
        if any(word.lower() in names() for word in match.groups())
    ]
    return [Finding(Kind.NAME, shown) for shown in (called or pairs)[:1]]


class FreeText(forms.CharField):
    """A text that somebody types; what is certainly of a person is refused."""

    def clean(self, value: Any) -> str:
        text: str = super().clean(value)
        problems = [
            REFUSED[one.kind].format(one.shown)
            for one in found_in(text)
            if one.is_blocking
        ]
        if problems:
            raise forms.ValidationError(problems)
        return text


class CarefulForm(forms.Form):
    """A form with texts in it: what may be a person's is asked about once.

    `must_confirm` tells the template to show `confirmed`.
    """

    confirmed = forms.BooleanField(required=False, label=CONFIRMED)
    must_confirm = False

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if cleaned.get("confirmed"):
            self.must_confirm = True
            return cleaned
        for name, field in self.fields.items():
            if isinstance(field, FreeText) and name in cleaned:
                self._point_out(name, cleaned[name])
        return self.cleaned_data

    def _point_out(self, name: str, text: str) -> None:
        """A name or a mailbox alone is everyday; with a phone it may be somebody's card."""
        found = [one for one in found_in(text) if one.kind in POINTED_OUT]
        kinds = {one.kind for one in found}
        if kinds == {Kind.MOBILE} and (named := _named_in(text)):
            found += named
            kinds.add(Kind.NAME)
        if not (Kind.MOBILE in kinds and len(kinds) > 1):
            return
        self.must_confirm = True
        says = [POINTED_OUT[one.kind].format(one.shown) for one in found]
        self.add_error(name, [*says, CONFIRM])
