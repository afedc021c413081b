"""The kinds of field a record has: how each is read from YAML or a cell, and written to one.

Pure. `read` takes what a YAML file or a table gives (strings, numbers, dates, lists) and
returns the value, or raises WrongValue with what to write instead.
"""

from __future__ import annotations

import datetime as dt
import json
import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Any, Protocol
from urllib.parse import urlsplit

from core.markdown import NotRichTextError, to_html
from directory.phones import problem as phone_problem
from exchange.problems import WrongValue

# Codes by vocabulary; a vocabulary that is absent is not checked.
Known = Mapping[str, Collection[str]]
EMAIL = re.compile(r"^[^@\s]+@[^@\s]+\.[^@\s]+$")
SLUG = re.compile(r"^[a-z0-9][-a-z0-9_]*$")
CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")
VOCABULARIES = {
    "organisation": "enti",
    "service": "servizi",
    "need": "bisogni",
    "audience": "destinatari",
    "category": "categorie",
    "topic": "argomenti",
    "life_event": "eventi della vita",
    "municipality": "comuni",
    "place": "comuni",
    "language": "lingue",
    "accessibility": "accessibilità",
}
YES = {"true", "sì", "si", "vero", "x", "1"}
NO = {"false", "no", "falso", "0"}


class Kind(Protocol):
    """How one field is read and written."""

    @property
    def mandatory(self) -> bool: ...

    def read(self, value: Any, known: Known) -> Any:
        """The value; raises WrongValue."""

    def empty(self) -> Any:
        """What stands for "nothing written"."""

    def cell(self, value: Any) -> str:
        """The value as a cell of a table, such that `read(cell(value)) == value`."""


@dataclass(frozen=True)
class Text:
    """One line, or a few, of plain text."""

    limit: int = 255
    mandatory: bool = False

    def read(self, value: Any, known: Known) -> str:
        if isinstance(value, (dict, list, bool)):
            raise WrongValue("qui va un testo (mettilo tra virgolette)")
        text = CONTROL.sub(" ", str(value).replace("\r\n", "\n")).strip()
        if len(text) > self.limit:
            raise WrongValue(f"ha {len(text)} caratteri: al massimo {self.limit}")
        return text

    def empty(self) -> str:
        return ""

    def cell(self, value: str) -> str:
        return value


class Slug(Text):
    """The last part of an address."""

    def read(self, value: Any, known: Known) -> str:
        text = super().read(value, known)
        if text and not SLUG.match(text):
            raise WrongValue(f"«{text}»: usa lettere minuscole, cifre e trattini")
        return text


class LongText(Text):
    """Markdown: paragraphs, lists, bold, links."""

    def read(self, value: Any, known: Known) -> str:
        text = super().read(value, known)
        try:
            to_html(text)
        except NotRichTextError as wrong:
            raise WrongValue(str(wrong)) from None
        return text


class Phone(Text):
    """A number as it is dialled in Italy."""

    def read(self, value: Any, known: Known) -> str:
        text = super().read(value, known)
        if text and (message := phone_problem(text)):
            raise WrongValue(f"«{text}»: {message}")
        return text


class Email(Text):
    """An e-mail address."""

    def read(self, value: Any, known: Known) -> str:
        text = super().read(value, known)
        if text and not EMAIL.match(text):
            raise WrongValue(f"«{text}» non è un indirizzo e-mail")
        return text


class Url(Text):
    """A web address."""

    def read(self, value: Any, known: Known) -> str:
        text = super().read(value, known)
        parts = urlsplit(text)
        if text and (parts.scheme not in {"http", "https"} or "." not in parts.netloc):
            raise WrongValue(f"«{text}»: l'indirizzo comincia con https://")
        return text


class UrlOrPath(Url):
    """A web address, or a page of this site."""

    def read(self, value: Any, known: Known) -> str:
        if isinstance(value, str) and re.match(r"^/(?!/)", value.strip()):
            return value.strip()
        return super().read(value, known)


@dataclass(frozen=True)
class Choice(Text):
    """One of a few fixed codes."""

    options: tuple[str, ...] = ()

    def read(self, value: Any, known: Known) -> str:
        text = super().read(value, known)
        if text and text not in self.options:
            raise WrongValue(
                f"«{text}» non va bene: scegli tra {', '.join(self.options)}"
            )
        return text


@dataclass(frozen=True)
class Term(Text):
    """A code of a vocabulary (or the slug of a service or a body)."""

    vocabulary: str = ""

    def read(self, value: Any, known: Known) -> str:
        text = super().read(value, known)
        _must_be_known(text, self.vocabulary, known)
        return text


@dataclass(frozen=True)
class Terms:
    """Several codes of a vocabulary, the most important first."""

    vocabulary: str
    mandatory: bool = False
    most: int = 99

    def read(self, value: Any, known: Known) -> tuple[str, ...]:
        codes = _listed(value)
        for code in codes:
            _must_be_known(code, self.vocabulary, known)
        if len(set(codes)) != len(codes):
            raise WrongValue("lo stesso codice è scritto due volte")
        if len(codes) > self.most:
            raise WrongValue(f"sono {len(codes)}: al massimo {self.most}")
        return codes

    def empty(self) -> tuple[str, ...]:
        return ()

    def cell(self, value: tuple[str, ...]) -> str:
        return " ".join(value)


@dataclass(frozen=True)
class Lines:
    """Short free texts, one an entry."""

    mandatory: bool = False
    limit: int = 500

    def read(self, value: Any, known: Known) -> tuple[str, ...]:
        found = value.splitlines() if isinstance(value, str) else value
        if not isinstance(found, (list, tuple)):
            raise WrongValue("qui va un elenco")
        text = Text(self.limit)
        return tuple(filter(None, (text.read(line, known) for line in found)))

    def empty(self) -> tuple[str, ...]:
        return ()

    def cell(self, value: tuple[str, ...]) -> str:
        return "\n".join(value)


@dataclass(frozen=True)
class Flag:
    """Yes or no; None where it is not known and `nullable`."""

    nullable: bool = False
    mandatory: bool = False

    def read(self, value: Any, known: Known) -> bool:
        word = str(value).strip().lower()
        if word not in YES | NO:
            raise WrongValue(f"«{value}»: scrivi sì o no")
        return word in YES

    def empty(self) -> bool | None:
        return None if self.nullable else False

    def cell(self, value: bool | None) -> str:
        return "" if value is None else ("sì" if value else "no")


@dataclass(frozen=True)
class Day:
    """A date as 2026-12-31."""

    mandatory: bool = False

    def read(self, value: Any, known: Known) -> dt.date:
        if isinstance(value, dt.datetime):
            return value.date()
        if isinstance(value, dt.date):
            return value
        try:
            return dt.date.fromisoformat(str(value).strip()[:10])
        except ValueError:
            raise WrongValue(f"«{value}»: scrivi la data come 2026-12-31") from None

    def empty(self) -> None:
        return None

    def cell(self, value: dt.date | None) -> str:
        return value.isoformat() if value else ""


@dataclass(frozen=True)
class Clock:
    """An hour as 09:30."""

    mandatory: bool = False

    def read(self, value: Any, known: Known) -> dt.time:
        if isinstance(value, dt.time):
            return value
        try:
            return dt.time.fromisoformat(str(value).strip().rjust(5, "0"))
        except ValueError:
            raise WrongValue(
                f'«{value}»: scrivi l\'ora tra virgolette, "09:30"'
            ) from None

    def empty(self) -> None:
        return None

    def cell(self, value: dt.time | None) -> str:
        return value.strftime("%H:%M") if value else ""


@dataclass(frozen=True)
class Number:
    """A number with `places` decimals between `least` and `most`."""

    places: int = 2
    least: Decimal = Decimal(0)
    most: Decimal = Decimal(10**9)
    mandatory: bool = False

    def read(self, value: Any, known: Known) -> Decimal:
        try:
            number = Decimal(str(value).strip().replace(",", "."))
        except InvalidOperation:
            raise WrongValue(f"«{value}» non è un numero") from None
        if not number.is_finite() or not self.least <= number <= self.most:
            raise WrongValue(f"{value}: deve stare tra {self.least} e {self.most}")
        return number.quantize(Decimal(1).scaleb(-self.places))

    def empty(self) -> None:
        return None

    def cell(self, value: Decimal | None) -> str:
        return "" if value is None else str(value)


class Whole(Number):
    """A whole number."""

    def read(self, value: Any, known: Known) -> Any:
        number = super().read(value, known)
        if number != int(number):
            raise WrongValue(f"{value}: qui va un numero intero")
        return int(number)


def _must_be_known(code: str, vocabulary: str, known: Known) -> None:
    codes = known.get(vocabulary)
    if code and codes is not None and code not in codes:
        name = VOCABULARIES.get(vocabulary, vocabulary)
        raise WrongValue(f"«{code}» non esiste tra i codici ({name}): correggilo")


def _listed(value: Any) -> tuple[str, ...]:
    if isinstance(value, str):
        value = value.replace(";", " ").replace(",", " ").split()
    if not isinstance(value, (list, tuple)):
        raise WrongValue("qui va un elenco di codici")
    return tuple(str(code).strip() for code in value)


def decoded(value: Any) -> Any:
    """A cell with a list in JSON, or what it already is."""
    if not isinstance(value, str):
        return value
    try:
        return json.loads(value)
    except ValueError:
        raise WrongValue("il contenuto della cella non è un elenco JSON") from None
