"""A day that somebody types, with a year of our time."""

from __future__ import annotations

import datetime as dt

from django import forms
from django.core.exceptions import ValidationError

FIRST_DAY = dt.date(1900, 1, 1)
TOO_LONG_AGO = "È un giorno di prima del 1900: controlla l’anno."


def refuse_slips(day: dt.date) -> None:
    """A browser sends a year typed by half, 0002; and a moment of year 1 is none in UTC. Raises
    ValidationError."""
    if day < FIRST_DAY:
        raise ValidationError(TOO_LONG_AGO)


class DayField(forms.DateField):
    """One that is typed."""

    default_validators = [refuse_slips]
