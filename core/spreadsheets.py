"""Lists that leave the admin as CSV: what an editor typed is no formula for whoever opens them.

Wagtail sees to it in its other format alone.
"""

from __future__ import annotations

from wagtail.admin.views.mixins import SpreadsheetExportMixin

from core.cells import guarded


def guard_exports(view: type[SpreadsheetExportMixin] = SpreadsheetExportMixin) -> None:
    """In `ready()`: for every list and report, Wagtail's own included."""
    known = view.custom_value_preprocess
    view.custom_value_preprocess = known | {str: {view.FORMAT_CSV: guarded}}
