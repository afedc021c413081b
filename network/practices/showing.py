"""A practice as lists, pages and paper show it. Asks for no rows."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.utils.safestring import SafeString, mark_safe

from directory.facts import Fact
from network.practices.filtering import Traits
from network.practices.reading import Promoter
from network.practices.states import BADGES, PracticeState, state_on
from network.practices.wording import in_a_line, on_paper, period, place, standing

if TYPE_CHECKING:
    from network.models import PracticePage

SAMPLE = "Esempio, non una prassi reale"


@dataclass(frozen=True)
class Shown:
    """A practice in a few words. `partners` are names, `audiences` how the terms read."""

    page: PracticePage
    url: str
    state: PracticeState
    promoter: Promoter
    partners: list[str]
    audiences: list[str]
    place: str
    period: str

    @property
    def badge(self) -> str:
        """Colour of the state's badge."""
        return BADGES[self.state]

    @property
    def label(self) -> str:
        """The state in words."""
        return standing(self.state, self.page.starts_on)

    @property
    def sample(self) -> str:
        """What is said of an example; empty for a real practice."""
        return SAMPLE if self.page.is_sample else ""

    @property
    def is_over(self) -> bool:
        """Nobody can join any more, whatever is still written of it."""
        return self.state is PracticeState.ENDED

    @property
    def addressed(self) -> str:
        """Whom it is for, in a line."""
        told = [in_a_line(self.audiences), self.page.addressed]
        return ". ".join(part.rstrip(".") for part in told if part)


def shown(page: PracticePage, promoter: Promoter, on: dt.date) -> Shown:
    """A practice whose rows were read, on a day."""
    towns = [town.name for town in page.municipalities.all()]
    return Shown(
        page=page,
        url=page.url or "",
        state=state_on(page.state, page.starts_on, page.ends_on, on),
        promoter=promoter,
        partners=[row.name for row in page.partners.all()],
        audiences=[term.name for term in page.audiences.all()],
        place=place(page.territory, towns),
        period=period(page.starts_on, page.ends_on),
    )


def traits_of(one: Shown) -> Traits[Shown]:
    """What it can be found by."""
    codes = {
        "per": {term.code for term in one.page.audiences.all()},
        "stato": {one.state.value},
        "ente": {one.promoter.code} - {""},
        "comune": {town.code for town in one.page.municipalities.all()},
    }
    return Traits(one, {name: frozenset(held) for name, held in codes.items()})


def facts_of(one: Shown) -> list[Fact]:
    """Who, for whom, where and since when."""
    facts = [
        Fact("Chi la promuove", one.promoter.name, one.promoter.url),
        Fact("A chi si rivolge", one.addressed),
        Fact("Dove", one.place),
        Fact("Periodo", one.period),
    ]
    return [fact for fact in facts if fact.value]


@dataclass(frozen=True)
class OnPaper:
    """A practice in the appendix, with its number, its linked sheets and its last check."""

    number: int
    shown: Shown
    sheets: list[str]
    review: Any

    @property
    def description(self) -> SafeString:
        """What it does."""
        return _paper(self.shown.page.description)

    @property
    def results(self) -> SafeString:
        """What came of it."""
        return _paper(self.shown.page.results)

    @property
    def joining(self) -> SafeString:
        """How to join."""
        return _paper(self.shown.page.joining)


def _paper(html: str) -> SafeString:
    """An editor's text: Wagtail cleaned it when it was saved."""
    return mark_safe(on_paper(html))  # noqa: S308


@dataclass(frozen=True)
class Group:
    """The practices of one state, under its heading."""

    heading: str
    practices: list[OnPaper]


def sheets_named(page: PracticePage, sheets: Mapping[int, Any]) -> list[Any]:
    """The published sheets of a practice, in its order."""
    rows = page.services.all()
    return [sheets[row.service_id] for row in rows if row.service_id in sheets]
