"""What the night does with referents; it may run twice without harm."""

from __future__ import annotations

import datetime as dt

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from core import nightly
from intranet.limits.alerts import tell_administrators
from intranet.models import LimitReached, Referent, Reveal
from intranet.referents.actions import refresh
from network.models import AgreementPage
from network.reading import with_terms
from network.states import state_on


def register() -> None:
    """After the rights: what is told goes to the administrators of today."""
    nightly.register("referents", referents)


def referents() -> str:
    """Those whose time is over go, with who saw what; the words of the others follow."""
    on = timezone.localdate()
    gone = forget_referents(on)
    forget_reveals(on)
    rows = Referent.objects.select_related("organisation", "desk")
    lists = ("needs", "categories", "municipalities")
    changed = sum(refresh(one) for one in rows.prefetch_related(*lists))
    tell_administrators(on)
    return f"referenti cancellati: {gone}; parole aggiornate: {changed}"


@transaction.atomic
def forget_referents(on: dt.date) -> int:
    """Delete whose last day, or the end of all of whose agreements, is long enough ago."""
    cutoff = on - dt.timedelta(days=settings.INTRANET_REFERENT_DAYS)
    over = Referent.objects.over_before(cutoff)
    bound = Referent.objects.filter(agreements__in=_not_long_over(on, cutoff))
    unbound = Referent.objects.exclude(pk__in=bound.values("pk")).filter(
        updated_at__date__lt=cutoff
    )
    numbers = {
        *over.values_list("pk", flat=True),
        *unbound.values_list("pk", flat=True),
    }
    Referent.objects.filter(pk__in=numbers).delete()
    return len(numbers)


def _not_long_over(on: dt.date, cutoff: dt.date) -> list[int]:
    """Agreements in force on one of both days, or yet to come; and those that are no page of the
    site just now, of which nothing is concluded."""
    pages = AgreementPage.objects.all()
    return [
        page.pk
        for page in with_terms(pages)
        if not page.live or _holds_between(page, cutoff, on)
    ]


def _holds_between(page: AgreementPage, cutoff: dt.date, on: dt.date) -> bool:
    begins = page.terms.begins_on
    is_to_come = begins is not None and begins > cutoff
    return is_to_come or any(state_on(page.terms, day).holds for day in (cutoff, on))


def forget_reveals(on: dt.date) -> None:
    """Who saw whose contacts is kept for the limits and for what was called lately."""
    cutoff = on - dt.timedelta(days=settings.INTRANET_REVEAL_DAYS)
    Reveal.objects.filter(on__lt=cutoff).delete()
    LimitReached.objects.filter(on__lt=cutoff).delete()
