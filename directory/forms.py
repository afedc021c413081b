"""What rows of one list say together, asked where an editor types them."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations
from typing import Any

from core.page_forms import BasePageForm
from directory.opening_hours import closure_problems, validate


class DeskPageForm(BasePageForm):
    """A desk's form: neither hours nor closures may meet."""

    def clean(self) -> Any:
        """Say it at the later of the two rows."""
        cleaned = super().clean()
        self._no_hours_twice()
        self._no_closure_twice()
        return cleaned

    def _no_hours_twice(self) -> None:
        for first, second in combinations(self._rows("hours"), 2):
            pair = [first.instance.row, second.instance.row]
            if problems := validate(pair):
                second.add_error("opens", problems)

    def _no_closure_twice(self) -> None:
        rows = list(self._rows("closures"))
        closures = [row.instance.closure for row in rows]
        for place, message in closure_problems(closures):
            rows[place].add_error("starts_on", message)

    def _rows(self, name: str) -> Iterator[Any]:
        """Forms of rows that are right by themselves and shall stay."""
        formset = self.formsets.get(name)
        if formset is None or not formset.is_valid():
            return
        for form in formset.forms:
            is_there = form.has_changed() or form.instance.pk
            if is_there and not form.cleaned_data.get("DELETE"):
                yield form
