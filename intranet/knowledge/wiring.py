"""Tells the rest of the restricted part what procedures and notes have to say."""

from __future__ import annotations

from intranet import aside, finding
from intranet.files import permissions as files
from intranet.knowledge import reading
from intranet.knowledge.permissions import readable_files, reads_file
from intranet.overview import reading as overview

ORDER = 70
PANEL = "intranet/knowledge/due_panel.html"


def register() -> None:
    """Panel, finder, what stands beside a public page, rule of files."""
    overview.register(ORDER, "Da rileggere", PANEL, reading.due_panel)
    finding.register("Procedure", reading.find)
    aside.register(reading.aside)
    files.register(reads_file, readable_files)
