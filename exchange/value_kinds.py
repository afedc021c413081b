"""The kinds of field that hold no text: lists of codes, dates, hours, numbers, yes or no. Pure."""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Any

from exchange.kinds import Known, Text, must_be_known
from exchange.problems import WrongValue

YES = {"true", "sì", "si", "vero", "x", "1"}
NO = {"false", "no", "falso", "0"}


@dataclass(frozen=True)
class Terms:
    """Several codes of a vocabulary; on the page they stand in its order, unless `ordered`."""

    vocabulary: str
    mandatory: bool = False
    most: int = 99
    ordered: bool = False

    def read(self, value: Any, known: Known) -> tuple[str, ...]:
        codes = _listed(value)
        for code in codes:
            must_be_known(code, self.vocabulary, known)
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

    def read(self, value: Any, known: Known) -> Any:
        return self._number(value).quantize(Decimal(1).scaleb(-self.places))

    def _number(self, value: Any) -> Decimal:
        try:
            number = Decimal(str(value).strip().replace(",", "."))
        except InvalidOperation:
            raise WrongValue(f"«{value}» non è un numero") from None
        if not number.is_finite() or not self.least <= number <= self.most:
            raise WrongValue(f"{value}: deve stare tra {self.least} e {self.most}")
        return number

    def empty(self) -> None:
        return None

    def cell(self, value: Decimal | None) -> str:
        return "" if value is None else str(value)


class Whole(Number):
    """A whole number."""

    def read(self, value: Any, known: Known) -> Any:
        number = self._number(value)
        if number != int(number):
            raise WrongValue(f"{value}: qui va un numero intero")
        return int(number)


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
