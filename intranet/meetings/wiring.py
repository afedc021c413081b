"""Tells the other parts what meetings have to say; called once in `ready()`."""

from __future__ import annotations


def register() -> None:
    """Panels of the home, the search, files, the night, personal data."""
    from core import nightly
    from intranet import finding
    from intranet.files import permissions
    from intranet.meetings import files, holding, night, panels, privacy, searching
    from intranet.overview import reading

    reading.register(
        30,
        "La prossima riunione",
        "intranet/meetings/panel_next.html",
        panels.next_meeting,
    )
    reading.register(
        40, "I miei compiti", "intranet/meetings/panel_tasks.html", panels.my_tasks
    )
    finding.register(searching.KIND, searching.find)
    permissions.register(files.is_of_a_meeting, files.readable)
    nightly.register("meetings", night.remind)
    privacy.register()
    holding.register()
