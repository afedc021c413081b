"""Which services and desks."""

from __future__ import annotations

import datetime as dt
from typing import Any, Self

from django.db.models import Case, Exists, F, OuterRef, Q, When
from django.db.models.functions import Lower
from wagtail.models import PageManager

from core.querysets import PublishedQuerySet


class ServiceQuerySet(PublishedQuerySet):
    """Services, by term."""

    def for_term(self, field: str, code: str) -> Self:
        """Services that hold the term `code` in `field` (`needs`, `category` …)."""
        return self.filter(**{f"{field}__code": code}).distinct()

    def linked(self) -> Self:
        """Only what a link with its summary needs: a sheet has some seventy columns."""
        names = (
            "title",
            "summary",
            "status",
            "crisis_phone",
            "url_path",
            "path",
            "depth",
        )
        cards = self.select_related(None).select_related("category")
        return cards.only(*names, "locale", "category__name")


# What a card of a desk shows; the rest of a desk is for its own page.
CARD = (
    *("title", "url_path", "path", "depth", "kind", "summary", "is_confidential"),
    *("street", "postal_code", "province", "hours_note", "hours_are_sample"),
    *("municipality", "latitude", "longitude", "locale"),
    *("translation_key", "is_discreet", "by_appointment"),
)


class DeskQuerySet(PublishedQuerySet):
    """Desks, by place and by moment."""

    def cards(self) -> Self:
        """Only what a card shows."""
        return self.select_related(None).only(*CARD)

    def places_first(self) -> Self:
        """The places one can go to by name, then the phone lines: their names are numbers."""
        lines_last = Case(When(kind=self.model.LINE, then=1), default=0)
        return self.order_by(lines_last, Lower("title"), "pk")

    def maybe_open_at(self, moment: dt.datetime) -> Self:
        """Desks with a row for that weekday and hour.

        `directory.desk_hours.DeskView` then decides with closures, holidays and seasons.
        """
        rows = self.model._meta.get_field("hours").related_model.objects
        clock, day = moment.time(), moment.date()
        within = Q(opens__lte=clock, closes__gt=clock) | Q(closes__lte=F("opens"))
        lasting = Q(repeats_yearly=True) | (
            (Q(valid_from__isnull=True) | Q(valid_from__lte=day))
            & (Q(valid_until__isnull=True) | Q(valid_until__gte=day))
        )
        days = [moment.weekday(), (moment.weekday() - 1) % 7]
        current = rows.filter(within, lasting, page=OuterRef("pk"), weekday__in=days)
        return self.filter(Exists(current))

    def lacking_protocol_facts(self, kinds: Any) -> Self:
        """Desks of the protocol (Art. 2) that do not say whether they are step-free,
        or have no phone with its hours: a list for the coordinator."""
        facts = self.model._meta.get_field("accessibility").related_model.objects
        phones = self.model._meta.get_field("phones").related_model.objects
        step_free = facts.filter(
            page=OuterRef("pk"), feature__code="senza-gradini", is_present__isnull=False
        )
        answered = phones.filter(page=OuterRef("pk")).exclude(hours="")
        return self.filter(~Exists(step_free) | ~Exists(answered), kind__in=kinds)


ServiceManager: Any = PageManager.from_queryset(ServiceQuerySet, "ServiceManager")
DeskManager: Any = PageManager.from_queryset(DeskQuerySet, "DeskManager")
