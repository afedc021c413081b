"""Why a file is not taken in, told to whoever brings it."""

from django.core.exceptions import ValidationError

BROKEN = (
    "Questo file è rovinato o ha una forma che non conosciamo: aprilo con il programma con cui "
    "lo hai fatto, salvalo di nuovo e riprova."
)
LOCKED = "Questo file è protetto da una password: toglila e riprova."
PROGRAMS = "Questo file contiene programmi (macro od oggetti incorporati): salvalo senza e riprova."
TOO_LARGE_INSIDE = (
    "Aperto, questo file è troppo grande: riduci le immagini o dividilo in più file."
)


def refused(message: str, code: str) -> ValidationError:
    """The error at the field."""
    return ValidationError(message, code=code)
