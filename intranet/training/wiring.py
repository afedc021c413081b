"""Tells the rest of the restricted part what courses have to say."""

from __future__ import annotations

from intranet import finding
from intranet.files import permissions as files_permissions
from intranet.overview import reading as overview
from intranet.training import finding as own_finding
from intranet.training import holding, nightly, panel, privacy
from intranet.training.files import may_read, readable

ORDER = 30


def register() -> None:
    """Panel, finder, rule of files, personal data, the night's job."""
    overview.register(ORDER, "I miei corsi", "intranet/training/panel.html", panel.read)
    finding.register(own_finding.KIND, own_finding.find)
    files_permissions.register(may_read, readable)
    privacy.register()
    nightly.register()
    holding.register()
