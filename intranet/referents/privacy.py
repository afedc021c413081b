"""What is held of somebody who works here as a referent, and of whose contacts they saw."""

from __future__ import annotations

from typing import Any

from django.db.models import Q, QuerySet
from django.forms.models import model_to_dict

from core import privacy
from intranet.models import LimitReached, Referent, Reveal


def register() -> None:
    """Before the account itself, which still tells the address."""
    privacy.register("referente", export=_referents, erase=_erase_referents)
    privacy.register("recapiti visti", export=_reveals, erase=_erase_reveals)


def of_person(user: Any) -> QuerySet[Referent]:
    """Linked to the account, or with its address."""
    return Referent.objects.filter(Q(user=user.pk) | Q(email__iexact=user.email))


def _referents(user: Any) -> list[dict[str, Any]]:
    lists = ("agreements", "needs", "categories", "municipalities")
    rows = of_person(user).select_related("organisation").prefetch_related("hours")
    return [
        {
            **model_to_dict(row, exclude=lists),
            "ente": str(row.organisation),
            "argomenti": row.subjects,
            "orari": [str(hours) for hours in row.hours.all()],
        }
        for row in rows
    ]


def _erase_referents(user: Any) -> int:
    """The whole row: without a person there is no referent. The body names another."""
    number = of_person(user).count()
    of_person(user).delete()
    return number


def _reveals(user: Any) -> list[dict[str, Any]]:
    rows = Reveal.objects.filter(user=user.pk).values("referent", "at")
    return [dict(row) for row in rows]


def _erase_reveals(user: Any) -> int:
    return sum(
        model._default_manager.filter(user=user.pk).delete()[0]
        for model in (Reveal, LimitReached)
    )
