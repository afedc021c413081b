"""SHA-256 fingerprints of documents: computed, read, written for people. Knows no framework.

An act names its attachments by fingerprint ("impronta"): whoever has the same file gets the same
sixty-four digits.
"""

from __future__ import annotations

import hashlib
import re
from typing import IO

DIGITS = 64
GROUP = 8
# People copy fingerprints with spaces, colons, line ends, hyphens.
BETWEEN = re.compile(r"[\s:\-.]+")
# The commands that compute one print the name of the file beside it.
WHOLE = re.compile(r"\b[0-9a-f]{64}\b", re.IGNORECASE)
HEXADECIMAL = re.compile(r"[0-9a-f]*")


def of_file(file: IO[bytes]) -> str:
    """The fingerprint of an open file, read piece by piece from its beginning."""
    file.seek(0)
    digest = hashlib.sha256()
    while piece := file.read(1024 * 1024):
        digest.update(piece)
    file.seek(0)
    return digest.hexdigest()


def tidy(text: str) -> str:
    """A fingerprint as it is kept: small letters, nothing between or beside them."""
    whole = WHOLE.search(text)
    return (whole[0] if whole else BETWEEN.sub("", text)).lower()


def problem(text: str) -> str:
    """What is wrong with a typed fingerprint, in Italian; empty if nothing."""
    found = tidy(text)
    if not HEXADECIMAL.fullmatch(found):
        return "Un'impronta è fatta solo di cifre da 0 a 9 e di lettere dalla a alla f."
    if len(found) != DIGITS:
        return f"Un'impronta SHA-256 ha {DIGITS} caratteri: questi sono {len(found)}."
    return ""


def groups(fingerprint: str) -> list[str]:
    """The digits in groups, to be read aloud or compared by eye."""
    return [fingerprint[at : at + GROUP] for at in range(0, len(fingerprint), GROUP)]
