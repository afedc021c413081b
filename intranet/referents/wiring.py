"""Tells the rest of the restricted part whom to call, and public pages what stands beside them."""

from intranet.aside import slots as aside
from intranet.referents import holding, night, panels, privacy


def register() -> None:
    """Once, when the site starts."""
    aside.register()
    for part in (night, panels, privacy, holding):
        part.register()
