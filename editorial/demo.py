"""What the demonstration shows of the work of publishing: the first list of services."""

from __future__ import annotations

import datetime as dt

from accounts.models import User
from accounts.roles import RoleCode
from core.models import SiteSettings
from directory.models import ServicePage
from editorial.models import ListRelease
from editorial.releases.actions import release_list

NOTE = "Elenco di esempio, fatto per la dimostrazione dalle schede che la accompagnano."


def release_sample(*, at: dt.datetime) -> int:
    """Release list n. 1 as whoever coordinates; how many. Where there is one nothing is done."""
    coordinator = User.objects.filter(memberships__role=RoleCode.COORDINATOR).first()
    is_demonstration = SiteSettings.objects.filter(is_demonstration=True).exists()
    if not coordinator or not is_demonstration or ListRelease.objects.exists():
        return 0
    if not ServicePage.objects.published().exists():
        return 0
    # Its people are made up: nobody is written to.
    release_list(by=coordinator, at=at, note=NOTE, tells=False)
    return 1
