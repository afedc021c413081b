"""Reads referents for the pages: a fixed number of queries, however many there are.

Nothing here gives a phone or an e-mail to a list: those are shown one at a time
(`intranet.limits.actions.reveal`).
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import QuerySet
from wagtail.models import Site

from core import memo
from core.models import SiteSettings
from directory.desk_hours import patron_of
from directory.opening_hours.public_holidays import holiday_name
from directory.opening_hours.rows import Patron
from intranet.entry.access import Access
from intranet.models import Referent, ReferentHours, Reveal
from intranet.referents.matching import SHORTEST, Card, best
from intranet.referents.presence import (
    IsHoliday,
    Presence,
    Span,
    State,
    in_words,
)
from intranet.referents.wording import BADGES, presence_in_words
from intranet.referents.words import typed

COUNTRY = "IT"
SHOWN = 10
LISTS = ("needs", "categories", "municipalities", "hours")
# What a list needs; contacts are none of it.
CONTACTS = ("office_phone", "service_mobile", "email")


@dataclass(frozen=True)
class Line:
    """One referent in a list."""

    referent: Referent
    state: State
    says: str
    is_own: bool = False

    @property
    def badge(self) -> str:
        """The colour of what is said."""
        return BADGES[self.state]

    @property
    def hours(self) -> str:
        """Best hours, in words."""
        return in_words(self.referent.presence.spans)

    @property
    def areas(self) -> str:
        """Municipalities, in words; empty: all."""
        return ", ".join(one.name for one in self.referent.municipalities.all())

    @property
    def subjects(self) -> str:
        """What they deal with, in words."""
        return ", ".join(self.referent.subjects)


@dataclass(frozen=True)
class Found:
    """An answer: the first lines, and how many there are in all."""

    lines: list[Line]
    total: int

    @property
    def has_more(self) -> bool:
        """Some are not shown."""
        return self.total > len(self.lines)


def _patron() -> Patron | None:
    site = Site.objects.filter(is_default_site=True).first()
    return patron_of(SiteSettings.for_site(site)) if site else None


def holidays() -> IsHoliday:
    """Public holidays and the town's patron, who is kept a minute."""
    patron = memo.remembered("intranet.patron", _patron)

    def is_holiday(day: dt.date) -> bool:
        is_patron = patron is not None and patron.falls_on(day)
        return is_patron or bool(holiday_name(day, COUNTRY))

    return is_holiday


def brief(rows: QuerySet[Referent]) -> QuerySet[Referent]:
    """With the body, without the contacts: one query."""
    return rows.select_related("organisation").defer(*CONTACTS)


def full(rows: QuerySet[Referent]) -> QuerySet[Referent]:
    """With all that a list shows: five queries."""
    return brief(rows).prefetch_related(*LISTS)


def substitutes_of(
    referents: Iterable[Referent], access: Access
) -> dict[int, Referent]:
    """Who stands in, by the key of whom, where this person may see them: one query."""
    wanted = {one.pk: one.substitute_id for one in referents if one.substitute_id}
    rows = Referent.objects.visible_to(access).filter(pk__in=wanted.values())
    found = {one.pk: one for one in brief(rows)} if wanted else {}
    return {pk: found[other] for pk, other in wanted.items() if other in found}


def in_order(rows: QuerySet[Referent], numbers: Sequence[int]) -> list[Referent]:
    """Those of these numbers, in their order."""
    found = {one.pk: one for one in full(rows).filter(pk__in=numbers)}
    return [found[pk] for pk in numbers if pk in found]


def lines(
    referents: Iterable[Referent], access: Access, moment: dt.datetime
) -> list[Line]:
    """With what is said of each at that moment."""
    is_holiday = holidays()
    return [
        Line(
            one,
            *presence_in_words(one.presence, moment, is_holiday),
            is_own=one.organisation_id in access.bodies,
        )
        for one in referents
    ]


def find(text: str, access: Access, moment: dt.datetime, most: int = SHOWN) -> Found:
    """Whom somebody means who has typed this; of an empty text all, by name."""
    visible = Referent.objects.visible_to(access)
    words = typed(text)
    if sum(map(len, words)) < SHORTEST:
        numbers = list(visible.of_others(access).values_list("pk", flat=True))
    else:
        numbers = _meant(visible.holding(words), words, access, moment)
    shown = in_order(visible, numbers[:most])
    return Found(lines(shown, access, moment), len(numbers))


def _meant(
    rows: QuerySet[Referent], words: list[str], access: Access, moment: dt.datetime
) -> list[int]:
    cards, own = cards_of(rows, access)
    called = Reveal.objects.filter(user=access.user.pk).order_by("-at")
    return best(
        cards,
        words,
        called=list(dict.fromkeys(called.values_list("referent", flat=True)[:100])),
        present=_present(rows, moment),
        own=own,
    )


def cards_of(
    rows: QuerySet[Referent], access: Access
) -> tuple[list[Card], frozenset[int]]:
    """What each is found by, and who of them is of an own body: one query."""
    found = list(rows.values_list("pk", "name_key", "search_text", "organisation_id"))
    cards = [Card(pk, name, text) for pk, name, text, _ in found]
    return cards, frozenset(pk for pk, _, _, body in found if body in access.bodies)


def _present(rows: QuerySet[Referent], moment: dt.datetime) -> set[int]:
    """Who has hours now. Holidays are the same for all, so they change no order."""
    now = ReferentHours.objects.filter(
        weekday=moment.weekday(),
        opens__lte=moment.time(),
        closes__gt=moment.time(),
        referent__in=rows.values("pk"),
    ).exclude(
        referent__away_from__lte=moment.date(), referent__away_until__gte=moment.date()
    )
    return set(now.values_list("referent", flat=True))


def presences(rows: QuerySet[Referent]) -> dict[int, Presence]:
    """When each is to be found: two queries."""
    spans: dict[int, list[Span]] = {}
    hours = ReferentHours.objects.filter(referent__in=rows.values("pk"))
    columns = ("referent", "weekday", "opens", "closes")
    for pk, weekday, opens, closes in hours.values_list(*columns):
        spans.setdefault(pk, []).append(Span(weekday, opens, closes))
    away = rows.values_list("pk", "away_from", "away_until")
    return {
        pk: Presence(tuple(spans.get(pk, ())), first, last) for pk, first, last in away
    }
