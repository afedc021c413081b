"""What the home of the restricted part says of referents, and what its search finds."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

from django.urls import reverse

from intranet import finding
from intranet.entry.access import Access
from intranet.finding import Hit
from intranet.models import Referent
from intranet.overview import reading as overview
from intranet.referents.matching import best
from intranet.referents.permissions import bodies_to_keep
from intranet.referents.reading import brief, cards_of, substitutes_of

SOON = dt.timedelta(days=7)
EXPIRING = dt.timedelta(days=30)
MOST = 10
TEMPLATES = "intranet/referents/panels"


def register() -> None:
    """Both panels, and the finder."""
    overview.register(10, "Chi è assente", f"{TEMPLATES}/absent.html", absent)
    overview.register(60, "I tuoi referenti", f"{TEMPLATES}/expiring.html", expiring)
    finding.register("Referenti", find)


def absent(access: Access) -> dict[str, Any] | None:
    """Counterparts who are away today or within a week: two queries."""
    rows = Referent.objects.visible_to(access).of_others(access)
    rows = rows.away_between(access.on, access.on + SOON)
    found = list(brief(rows).order_by("away_from", "name_key")[: MOST + 1])
    if not found:
        return None
    stand_ins = substitutes_of(found[:MOST], access)
    return {
        "referents": [(one, stand_ins.get(one.pk)) for one in found[:MOST]],
        "has_more": len(found) > MOST,
        "today": access.on,
    }


def expiring(access: Access) -> dict[str, Any] | None:
    """One's own whose time is over within a month: to be kept on or replaced."""
    if not bodies_to_keep(access):
        return None
    rows = Referent.objects.kept_by(access).not_over(access.on)
    rows = rows.filter(valid_until__lte=access.on + EXPIRING)
    found = list(rows.order_by("valid_until", "name_key")[:MOST])
    return {"referents": found} if found else None


def find(access: Access, words: Sequence[str], limit: int) -> list[Hit]:
    """By name, body, subject and area; never a contact."""
    rows = Referent.objects.visible_to(access)
    cards, own = cards_of(rows.holding(list(words)), access)
    meant = best(cards, list(words), own=own)[:limit]
    found = {one.pk: one for one in brief(rows).filter(pk__in=meant)}
    return [_hit(found[pk]) for pk in meant if pk in found]


def _hit(one: Referent) -> Hit:
    facts = (one.organisation.title, one.role, one.other_subjects)
    about = ", ".join(filter(None, facts))
    return Hit(one.name, reverse("referent", args=[one.pk]), "Referenti", about)
