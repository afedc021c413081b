"""Which service replaces which: a line that ends, never a circle."""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.page_titles import is_known

if TYPE_CHECKING:
    from directory.models import ServicePage

LONGEST = 20


def succession_problem(page: ServicePage) -> str:
    """Why the service cannot be replaced by the one it names; empty where it can.

    A circle would send whoever follows "sostituito da" round for ever.
    """
    follower = page.replaced_by
    if follower and page.pk and follower.pk == page.pk:
        return "Un servizio non sostituisce sé stesso."
    for _ in range(LONGEST):
        if follower is None:
            return ""
        if page.pk and follower.replaced_by_id == page.pk:
            return (
                f"{_named(follower)} è a sua volta sostituito da questo servizio: "
                "togli uno dei due rimandi."
            )
        follower = follower.replaced_by
    return "Ci sono troppi servizi che si sostituiscono l'un l'altro: indica l'ultimo."


def _named(page: ServicePage) -> str:
    """Further along the line may stand another body's draft."""
    return f"«{page.title}»" if is_known(page) else "Un servizio non pubblicato"
