"""Data of persons in a text that others are going to read. Pure.

What is certain and never belongs on a page (a person's tax code, an IBAN, a list of who gets
help) keeps it from being published; what only may be a person's (a name, an address, a mobile)
is pointed out. Sources: articles 5 and 9 of Regulation (EU) 2016/679; article 26, paragraph 4, of
D.Lgs. 33/2013 forbids publishing who receives help for reasons of health or hardship. Where a field
counts people, a number under five is as good as a name.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from enum import StrEnum

from directory.personal_data.beneficiaries import looks_like_a_list
from directory.personal_data.few_people import few_in_words, small_figures
from directory.personal_data.mailboxes import mailboxes
from directory.tax_code import is_persons_code


class Kind(StrEnum):
    """What was found."""

    TAX_CODE = "tax_code"
    IBAN = "iban"
    BENEFICIARIES = "beneficiaries"
    NAME = "name"
    EMAIL = "email"
    MOBILE = "mobile"
    FEW = "few"
    FEW_IN_WORDS = "few_in_words"


BLOCKING = frozenset({Kind.TAX_CODE, Kind.IBAN, Kind.BENEFICIARIES, Kind.FEW})
# {} is what was found, masked where it must not be repeated.
ADVICE = {
    Kind.TAX_CODE: "C'è il codice fiscale di una persona ({}): toglilo prima di pubblicare.",
    Kind.IBAN: "C'è un IBAN ({}): toglilo prima di pubblicare. Scrivi come si paga, "
    "non il numero di un conto.",
    Kind.BENEFICIARIES: "Sembra un elenco di persone ({}): toglilo prima di pubblicare. "
    "Chi riceve un aiuto non si nomina mai.",
    Kind.NAME: "Forse c'è il nome di una persona ({}): scrivi l'ufficio, non chi ci lavora.",
    Kind.EMAIL: "Forse è l'e-mail di una persona ({}): scrivi quella dell'ufficio.",
    Kind.MOBILE: "Forse è il cellulare di una persona ({}): scrivi il telefono dell'ufficio.",
    Kind.FEW: "C'è un numero sotto 5 («{}»): in un gruppo così piccolo le persone si riconoscono. "
    "Scrivi «meno di 5», oppure somma più anni. Se conta cose e non persone, scrivilo in lettere.",
    Kind.FEW_IN_WORDS: "Forse si parla di meno di cinque persone («{}»): in un gruppo così piccolo "
    "si riconoscono. Scrivi «meno di 5», oppure parla di tutti insieme.",
}


@dataclass(frozen=True)
class Finding:
    """Something of a person, as it may be shown: what blocks is masked."""

    kind: Kind
    shown: str

    @property
    def is_blocking(self) -> bool:
        """It must not be published."""
        return self.kind in BLOCKING

    @property
    def message(self) -> str:
        """What was found and what to do, in Italian."""
        return ADVICE[self.kind].format(self.shown)


def findings(
    text: str, names: Collection[str] = (), *, counts_people: bool = False
) -> list[Finding]:
    """What in `text` is of a person, each thing once, what blocks first.

    `names` are first and family names, in lower case and without accents. With `counts_people`
    numbers are those of people: small ones tell who they are.
    """
    found = dict.fromkeys(
        [
            *_tax_codes(text),
            *_ibans(text),
            *_beneficiaries(text, names),
            *(_few(text) if counts_people else ()),
            *_emails(text, names),
            *_mobiles(text),
            *_names(text, names),
        ]
    )
    return list(found)


# --- what blocks ---------------------------------------------------------------------

_DIGIT = "[0-9LMNPQRSTUV]"
_TAX_CODE = re.compile(
    rf"(?<![A-Z0-9])[A-Z]{{3}}[ ]?[A-Z]{{3}}[ ]?{_DIGIT}{{2}}[A-EHLMPRST]{_DIGIT}{{2}}"
    rf"[ ]?[A-Z]{_DIGIT}{{3}}[ ]?[A-Z](?![A-Z0-9])",
    re.IGNORECASE,
)


def _tax_codes(text: str) -> Iterator[Finding]:
    for match in _TAX_CODE.finditer(text):
        code = match.group().replace(" ", "").upper()
        if is_persons_code(code):
            yield Finding(Kind.TAX_CODE, f"{code[:3]}…{code[-3:]}")


# Length by country, of those whose accounts are met in Italy (registry of ISO 13616).
_IBAN_LENGTHS = {
    "IT": 27,
    "SM": 27,
    "VA": 22,
    "DE": 22,
    "FR": 27,
    "ES": 24,
    "CH": 21,
    "AT": 20,
    "BE": 16,
    "NL": 18,
    "LT": 20,
    "IE": 22,
    "LU": 20,
    "MT": 31,
    "RO": 24,
    "GB": 22,
    "BG": 22,
    "PL": 28,
    "PT": 25,
    "HR": 21,
    "SI": 19,
    "EE": 20,
    "HU": 28,
    "AL": 28,
}
_IBAN_START = re.compile(r"(?<![A-Za-z0-9])([A-Za-z]{2})(?=[ ]?\d{2})")


def _ibans(text: str) -> Iterator[Finding]:
    for match in _IBAN_START.finditer(text):
        length = _IBAN_LENGTHS.get(match.group(1).upper(), 0)
        piece = re.sub(r"[ .-]", "", text[match.start() : match.start() + 2 * length])
        iban = piece[:length].upper()
        if length and len(iban) == length and _is_iban(iban):
            yield Finding(Kind.IBAN, f"{iban[:4]}…{iban[-3:]}")


def _is_iban(iban: str) -> bool:
    """ISO 13616: read as a number, with its head at the end, the rest by 97 is one."""
    if not (iban.isascii() and iban.isalnum()):
        return False
    return int("".join(str(int(char, 36)) for char in iban[4:] + iban[:4])) % 97 == 1


def _beneficiaries(text: str, names: Collection[str]) -> Iterator[Finding]:
    if number := looks_like_a_list(text, names):
        yield Finding(Kind.BENEFICIARIES, f"{number} righe con nomi e importi o date")


def _few(text: str) -> Iterator[Finding]:
    yield from (Finding(Kind.FEW, found) for found in small_figures(text))
    yield from (Finding(Kind.FEW_IN_WORDS, found) for found in few_in_words(text))


# --- what is pointed out -------------------------------------------------------------

_EMAIL = re.compile(r"\b([\w.+-]+)@([\w-]+)(?:\.[\w-]+)+", re.ASCII)
_MOBILE = re.compile(
    r"(?<![\d/])(?:(?:\+|00)39[ ]?)?3\d{2}[ ./-]?\d{3}[ .-]?\d{3,4}(?!\d)"
)


def _emails(text: str, names: Collection[str]) -> Iterator[Finding]:
    for match in _EMAIL.finditer(text):
        parts = re.split(r"[._-]", match.group(1).lower())
        is_name = len(parts) > 1 and any(part in names for part in parts)
        if is_name or match.group(2).lower() in mailboxes():
            yield Finding(Kind.EMAIL, match.group())


def _mobiles(text: str) -> Iterator[Finding]:
    for match in _MOBILE.finditer(text):
        yield Finding(Kind.MOBILE, match.group())


# Also Dell'Acqua and D'Angelo.
_CAPITALISED = r"(?:[A-ZÀ-Þ]['’])?[A-ZÀ-Þ][a-zß-ÿ]+(?:['’][A-ZÀ-Þ][a-zß-ÿ]+)?"
_TITLE = r"(?:dott|dr|sig|prof|avv|ing|geom|rag)(?:\.?\s?(?:ssa|ra|na)\b)?\.?"
_ROLE = (
    r"(?:assistente sociale|operator[ei]|operatrice|educator[ei]|educatrice|psicolog[oa]|"
    r"referente|responsabile|coordinator[ei]|coordinatrice|dirigente|infermier[ea]|mediatrice|"
    r"mediatore|impiegat[oa]|sindacalista|volontari[oa])"
)
_TITLED = re.compile(
    rf"\b(?i:(?<!via )(?<!viale )(?<!piazza )(?<!vicolo )(?<!largo )({_TITLE}))\s+"
    rf"({_CAPITALISED}(?:\s+{_CAPITALISED})?)"
)
_IN_A_ROLE = re.compile(
    rf"\b(?i:{_ROLE})(?:\s*[:,–-])?\s+({_CAPITALISED})\s+({_CAPITALISED})"
)


def _names(text: str, names: Collection[str]) -> Iterator[Finding]:
    for match in _TITLED.finditer(text):
        if match.group(2).split()[0].lower() not in {"il", "la", "via"}:
            yield Finding(Kind.NAME, " ".join(match.group().split()))
    for match in _IN_A_ROLE.finditer(text):
        if any(word.lower() in names for word in match.groups()):
            yield Finding(Kind.NAME, " ".join(match.groups()))
