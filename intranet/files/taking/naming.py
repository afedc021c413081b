"""The name of a file as it is kept and given out, and its ending. Pure but for the settings."""

from __future__ import annotations

import re
import unicodedata

from django.conf import settings
from django.template.defaultfilters import filesizeformat

from intranet.files.taking.faults import refused

LONGEST = 120
NOT_TAKEN = "Non prendiamo file .{}: puoi caricare {}."
SAVE_AS = "Non prendiamo file .{}: salvalo come {} e riprova."
# What offices and telephones bring, and what it becomes with the program that made it.
INSTEAD = {
    **dict.fromkeys(("doc", "docm", "rtf", "pages"), ".docx"),
    **dict.fromkeys(("xls", "xlsm", "numbers"), ".xlsx"),
    **dict.fromkeys(("ppt", "pptm", "pps", "ppsx"), ".pptx"),
    **dict.fromkeys(("heic", "heif", "avif", "tif", "tiff", "bmp", "gif"), ".jpg"),
    **dict.fromkeys(("mov", "avi", "mkv", "wmv", "m4v"), ".mp4"),
    "srt": ".vtt",
    "p7m": ".pdf con la firma dentro (PAdES)",
}
WITHOUT_ENDING = "Il nome del file non dice di che tipo è: aggiungi la fine, come .pdf."
EMPTY = "Questo file è vuoto."
TOO_LARGE = "Questo file è di {}: il massimo per i .{} è {}."


def clean_name(name: str) -> str:
    """A name without folders, marks of direction, control characters and what shells mind."""
    last = re.split(r"[\\/]", name)[-1]
    plain = unicodedata.normalize("NFC", last)
    kept = "".join(c for c in plain if unicodedata.category(c)[0] != "C")
    stem, _, ending = re.sub(r'[<>:"|?*;`$]+', " ", kept).rpartition(".")
    stem = " ".join(stem.split()).strip(". ") or "file"
    return f"{stem[:LONGEST]}.{ending.strip().lower()}"


def ending_of(name: str) -> str:
    """The ending, without its dot. Raises ValidationError for one that is not taken."""
    _, dot, ending = name.rpartition(".")
    ending = ending.lower()
    if not dot or not ending.isalnum():
        raise refused(WITHOUT_ENDING, "ending")
    if ending not in settings.PRIVATE_TYPES:
        if ending in INSTEAD:
            raise refused(SAVE_AS.format(ending, INSTEAD[ending]), "ending")
        known = ", ".join(settings.PRIVATE_TYPES)
        raise refused(NOT_TAKEN.format(ending[:12], known), "ending")
    return ending


def check_size(size: int, ending: str) -> None:
    """Raises ValidationError for nothing and for too much."""
    if not size:
        raise refused(EMPTY, "empty")
    most = settings.PRIVATE_MAX_SIZES.get(ending, settings.PRIVATE_MAX_SIZE)
    if size > most:
        shown = filesizeformat(size), ending, filesizeformat(most)
        raise refused(TOO_LARGE.format(*shown), "size")
