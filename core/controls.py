"""Fields as our own pages show them, the admin's apart."""

from __future__ import annotations

from typing import Any

from django import forms
from django.forms.widgets import ChoiceWidget

CONTROL = {"class": "form-control"}
SELECT = {"class": "form-control form-select"}


class LedToTheFirst(ChoiceWidget):
    """Boxes that the summary of errors can lead to: to the first of them."""

    def id_for_label(self, id_: str, index: str | None = None) -> str:
        return str(super().id_for_label(id_, index or "0"))


class Checkboxes(LedToTheFirst, forms.CheckboxSelectMultiple):
    """Any number of a list."""


class Radios(LedToTheFirst, forms.RadioSelect):
    """One of a list."""


def line(**attributes: Any) -> forms.TextInput:
    """One line of text."""
    return forms.TextInput(CONTROL | attributes)


def lines(rows: int) -> forms.Textarea:
    """Several."""
    return forms.Textarea(CONTROL | {"rows": rows})


def address() -> forms.URLInput:
    """An address of the web."""
    return forms.URLInput(CONTROL | {"inputmode": "url"})


def day() -> forms.DateInput:
    """The browser's own calendar."""
    return forms.DateInput(CONTROL | {"type": "date"}, format="%Y-%m-%d")


def hour() -> forms.TimeInput:
    """The browser's own clock."""
    return forms.TimeInput(CONTROL | {"type": "time"}, format="%H:%M")


def upload(accept: str) -> forms.FileInput:
    """A file of some kinds."""
    return forms.FileInput(CONTROL | {"accept": accept})
