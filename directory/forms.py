"""What rows of one list say together, asked where an editor types them."""

from __future__ import annotations

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
        for first, second in combinations(self.rows("hours"), 2):
            pair = [first.instance.row, second.instance.row]
            if problems := validate(pair):
                second.add_error("opens", problems)

    def _no_closure_twice(self) -> None:
        rows = list(self.rows("closures"))
        closures = [row.instance.closure for row in rows]
        for place, message in closure_problems(closures):
            rows[place].add_error("starts_on", message)
