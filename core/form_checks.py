"""Checks that apps above ask of every form of a page, a picture or a document.

An app registers a check in `ready()`; the forms of `core.page_forms` and `core.upload_forms` ask
all of them at the end of their own `clean`. A check tells what is wrong with `form.add_error`.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

Check = Callable[[Any], None]

_checks: list[Check] = []


def register(check: Check) -> None:
    """Ask `check(form)` of each form that has been read."""
    if check not in _checks:
        _checks.append(check)


def ask(form: Any) -> None:
    """All checks, in the order in which they were registered."""
    for check in _checks:
        check(form)
