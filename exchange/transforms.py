"""Named repairs that a mapping may ask for. Pure: text in, text out.

Each raises WrongValue where the value cannot be understood, so that the row is refused with
its reason rather than written wrong.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from urllib.parse import urlsplit

from directory.phones import repair_landline
from exchange.capitals import readable
from exchange.problems import WrongValue

Transform = Callable[[str], str]
NOTHING = frozenset({"-", "--", "n.d.", "nd", "n/a", "null", "none"})
HOST = re.compile(r"^([a-z0-9-]+\.)+[a-z]{2,24}$")


def squeeze(text: str) -> str:
    """Single spaces, none around."""
    return " ".join(text.split())


def commas(text: str) -> str:
    """Commas as Italian writes them, `VIA ROMA ,1` → `VIA ROMA, 1`; `3,5` stays a number."""
    return re.sub(r"\s*(?:(?<!\d),|,(?!\d))\s*", ", ", text).strip(" ,")


def nothing(text: str) -> str:
    """A dash or `n.d.` means that there is nothing."""
    return "" if text.strip().lower() in NOTHING else text


def lower(text: str) -> str:
    """Small letters."""
    return text.lower()


def capitals(text: str) -> str:
    """Capitals as Italian writes them."""
    return readable(text)


def slug(text: str) -> str:
    """The last part of an address for this name: small letters, digits, hyphens."""
    plain = unicodedata.normalize("NFKD", text.replace("'", " "))
    letters = plain.encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", letters).strip("-")[:80].strip("-")


def postal_code(text: str) -> str:
    """A CAP with the zeros that a spreadsheet took away: `9032` → `09032`."""
    digits = text.strip()
    if not digits:
        return ""
    if not digits.isdecimal() or len(digits) > 5:
        raise WrongValue(f"«{text}» non è un CAP")
    return digits.zfill(5)


def province(text: str) -> str:
    """The two letters of a province."""
    letters = text.strip().upper()
    if letters and not re.fullmatch(r"[A-Z]{2}", letters):
        raise WrongValue(f"«{text}» non è la sigla di una provincia")
    return letters


def landline(text: str) -> str:
    """A number that a spreadsheet robbed of its leading zero: `706094610` → `0706094610`."""
    return repair_landline(text)


def web_address(text: str) -> str:
    """The address in the cell, with one `http://` and a small host; "" where there is none."""
    found = re.split(r"https?:/*", squeeze(text), flags=re.IGNORECASE)[-1]
    secure = re.search(r"https:/*" + re.escape(found), text, re.IGNORECASE)
    host, slash, path = found.strip().partition("/")
    if not HOST.match(host.lower()):
        return ""
    address = f"{'https' if secure else 'http'}://{host.lower()}{slash}{path}"
    return address.rstrip("/") if urlsplit(address).path == "/" else address


def split_address(text: str) -> tuple[str, str, str, str]:
    """`STREET - CAP - TOWN - PROV` in its four parts; the street may hold dashes too."""
    parts = [part.strip() for part in text.rsplit(" - ", 3)]
    if len(parts) != 4:
        raise WrongValue(f"«{text}»: non è «via - CAP - comune - provincia»")
    street, code, town, sign = parts
    return street, code, town, sign


TRANSFORMS: dict[str, Transform] = {
    function.__name__: function
    for function in (
        squeeze,
        commas,
        nothing,
        lower,
        capitals,
        slug,
        postal_code,
        province,
        landline,
        web_address,
    )
}
SPLITS: dict[str, Callable[[str], tuple[str, ...]]] = {"split_address": split_address}
