"""Tells the rest of the restricted part when somebody must look at where personal data lie."""

from intranet.data_care import night, panel, privacy


def register() -> None:
    """Once, when the site starts."""
    for part in (night, panel, privacy):
        part.register()
