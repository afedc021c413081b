"""Facts of an agreement in words."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.utils.text import capfirst

from core.dates import from_day, in_full, on_day, until_day
from directory.facts import UNKNOWN, Fact
from network.states import Change, end_on, last_day, state_on
from network.wording import ENDED, TO_CONFIRM, needs_date, notice_rule

if TYPE_CHECKING:
    from network.models import AgreementPage


def agreement_facts(page: AgreementPage, on: dt.date) -> list[Fact]:
    """What it is and how long it lasts; what is not known of its dates says so."""
    end, is_over = end_on(page.terms, on), state_on(page.terms, on) in ENDED
    applies = "Le parti lo applicavano" if is_over else "Le parti lo applicano"
    facts = [
        Fact("Che cos'è", page.get_kind_display()),
        Fact("Oggetto", page.subject),
        Fact("Sottoscritto", _signed(page, is_over=is_over)),
        Fact(applies, _applied(page)),
        Fact("In vigore dal", in_full(page.starts_on) if page.starts_on else ""),
        Fact("Fino al", _end(page, end)),
        Fact("Disdetta", _termination(page)),
        Fact("Avvisi", _notices(page, on) if last_day(page.terms, on) else ""),
        Fact("Prima del rinnovo", _evaluation(page, is_over=is_over)),
    ]
    return [fact for fact in facts if fact.value]


def _signed(page: AgreementPage, *, is_over: bool) -> str:
    if page.signed_on:
        return on_day(page.signed_on)
    if needs_date(page.terms):
        return TO_CONFIRM
    return "No" if is_over else "Non ancora"


def _applied(page: AgreementPage) -> str:
    if not needs_date(page.terms):
        return ""
    since = page.applied_from
    begins = f"{capfirst(from_day(since, with_year=True))}. " if since else ""
    return f"{begins}{page.applied_note}"


def _notices(page: AgreementPage, on: dt.date) -> str:
    """Nobody is told where the documents name no party."""
    is_told = state_on(page.terms, on).holds and page.parties.all()
    return notice_rule() if is_told else ""


def _end(page: AgreementPage, end: dt.date | None) -> str:
    """The day that was agreed; where a termination comes first it no longer counts."""
    stopped = page.terminated_on
    if end is None:
        return f"{in_full(stopped)}, per disdetta" if stopped else UNKNOWN
    if stopped and stopped < end:
        agreed = until_day(end, with_year=True)
        return f"{in_full(stopped)}, per disdetta; sarebbe durato fino {agreed}"
    return in_full(end)


def _termination(page: AgreementPage) -> str:
    if not page.terminated_on:
        return ""
    last = in_full(page.terminated_on)
    return f"{page.termination_act}. Ultimo giorno: {last}."


def _evaluation(page: AgreementPage, *, is_over: bool) -> str:
    if not page.needs_evaluation:
        return ""
    where = f" ({page.evaluation_article})" if page.evaluation_article else ""
    done = "non risulta fatta" if is_over else "da fare"
    if page.evaluated_on:
        done = f"fatta {on_day(page.evaluated_on)}"
    return f"Valutazione congiunta dei risultati{where}: {done}."


@dataclass(frozen=True)
class ShownChange:
    """A modification, and whether it holds."""

    text: str
    act: str
    note: str


def change_lines(page: AgreementPage, on: dt.date) -> list[ShownChange]:
    """The modifications of an agreement, each with what it is worth on a day."""
    return [ShownChange(r.text, r.act, _worth(r, on)) for r in page.modifications.all()]


def _worth(row: Any, on: dt.date) -> str:
    change = Change(row.approved_on, row.holds_from, row.new_end)
    if row.approved_on is None:
        return "Non vale ancora: manca l'approvazione di tutte le parti."
    told = f"Approvata da tutte le parti {on_day(row.approved_on)}."
    if not change.holds_on(on):
        told += f" Vale {from_day(row.holds_from or row.approved_on, with_year=True)}."
    if row.new_end:
        told += f" Porta la scadenza {until_day(row.new_end, with_year=True)}."
    return told
