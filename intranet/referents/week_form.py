"""The best hours of somebody as fields of a form: two spans a day, Monday to Saturday."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from typing import Any

from django import forms

from core import controls
from core.dates import WEEKDAYS
from intranet.referents.presence import Span

WORKING_DAYS = 6
PARTS = ("mattina", "pomeriggio")
BOTH = "Scrivi sia dalle sia alle, oppure lascia vuoti tutti e due."
IN_ORDER = "L'ora di fine deve venire dopo quella d'inizio."
APART = "Il secondo orario deve cominciare dopo il primo."


def names(weekday: int, part: int) -> tuple[str, str]:
    """The names of two fields."""
    return f"ore_{weekday}_{part}_dalle", f"ore_{weekday}_{part}_alle"


def add_fields(form: forms.BaseForm, spans: Iterable[Span]) -> None:
    """All fields of the week, with what is there already."""
    given: dict[int, list[Span]] = {}
    for span in spans:
        given.setdefault(span.weekday, []).append(span)
    for weekday in range(WORKING_DAYS):
        there: list[Span | None] = [*sorted(given.get(weekday, [])), None, None]
        for part, label in enumerate(PARTS):
            known = there[part]
            first, last = names(weekday, part)
            day = f"{WEEKDAYS[weekday]}, {label}"
            form.fields[first] = _field(f"{day}: dalle", known.opens if known else None)
            form.fields[last] = _field(f"{day}: alle", known.closes if known else None)


def _field(label: str, value: dt.time | None) -> forms.TimeField:
    wrong = {"invalid": "Scrivi l'ora così: 9:30."}
    return forms.TimeField(
        label=label,
        required=False,
        initial=value,
        widget=controls.hour(),
        error_messages=wrong,
        input_formats=["%H:%M", "%H.%M", "%H:%M:%S", "%H"],
    )


def spans_of(form: forms.BaseForm) -> list[Span]:
    """What was typed, once it is right; what is wrong is told at its field."""
    found: list[Span] = []
    for weekday in range(WORKING_DAYS):
        day = [span for part in (0, 1) if (span := _span(form, weekday, part))]
        if len(day) == len(PARTS) and day[1].opens < day[0].closes:
            form.add_error(names(weekday, 1)[0], APART)
        found += day
    return found


def _span(form: forms.BaseForm, weekday: int, part: int) -> Span | None:
    first, last = names(weekday, part)
    if first in form.errors or last in form.errors:
        return None
    opens, closes = form.cleaned_data.get(first), form.cleaned_data.get(last)
    if opens is None and closes is None:
        return None
    if opens is None or closes is None:
        form.add_error(first if opens is None else last, BOTH)
    elif closes <= opens:
        form.add_error(last, IN_ORDER)
    else:
        return Span(weekday, opens, closes)
    return None


def rows(form: forms.BaseForm) -> Iterator[dict[str, Any]]:
    """For the template: a day's name and its four fields."""
    for weekday in range(WORKING_DAYS):
        fields = [form[name] for part in (0, 1) for name in names(weekday, part)]
        errors = [error for field in fields for error in field.errors]
        yield {"day": WEEKDAYS[weekday], "fields": fields, "errors": errors}
