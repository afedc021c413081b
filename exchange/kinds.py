"""The kinds of field that hold text: how each is read from YAML or a cell, and written to one.

Pure. `read` takes what a YAML file or a table gives (strings, numbers, dates, lists) and
returns the value, or raises WrongValue with what to write instead.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
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
        must_be_known(text, self.vocabulary, known)
        return text


def must_be_known(code: str, vocabulary: str, known: Known) -> None:
    """Raises WrongValue for a code that the vocabulary lacks, where its codes are known."""
    codes = known.get(vocabulary)
    if code and codes is not None and code not in codes:
        name = VOCABULARIES.get(vocabulary, vocabulary)
        raise WrongValue(f"«{code}» non esiste tra i codici ({name}): correggilo")
