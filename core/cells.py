"""Cells that a spreadsheet would take for a formula. Pure."""

import re

RISKY = re.compile(r"'*[=+\-@\t\r]")


def guarded(cell: str) -> str:
    """`cell` with an apostrophe before what would start a formula."""
    return f"'{cell}" if RISKY.match(cell) else cell


def unguarded(cell: str) -> str:
    """The inverse: what `guarded` was given."""
    return cell[1:] if cell.startswith("'") and RISKY.match(cell) else cell
