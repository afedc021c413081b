"""States, periods and gaps in Italian. Pure."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.text import capfirst

from core.dates import from_day, in_full, on_day, until_day
from network.states import NOTICE_DAYS, Gap, State, Terms, last_day, state_on

TO_CONFIRM = "Data di sottoscrizione da confermare"
# Words of the protocol; they are said of the agreement, whatever it is called.
LABELS = {
    State.SIGNING: ("In firma", ""),
    State.UPCOMING: ("Non ancora in vigore", ""),
    State.IN_FORCE: ("In vigore", "success"),
    State.EXPIRING: ("In scadenza", "warning"),
    State.EXPIRED: ("Scaduto", "danger"),
    State.TERMINATED: ("Disdetto", "danger"),
}
ENDED = (State.TERMINATED, State.EXPIRED)
# Those that bind first; the others as they came before or will come.
ORDER = (
    *(State.EXPIRING, State.IN_FORCE, State.UPCOMING, State.SIGNING),
    *ENDED,
)


@dataclass(frozen=True)
class ShownState:
    """A state as a badge, with the period beside it."""

    state: State
    label: str
    kind: str
    period: str


def shown_state(terms: Terms, on: dt.date) -> ShownState:
    """The state on a day in words."""
    state = state_on(terms, on)
    label, kind = LABELS[state]
    told = period(terms, on)
    if told and state in ENDED:
        verb = "Valeva" if terms.is_agreed else "Doveva valere"
        told = f"{verb} {told[:1].lower()}{told[1:]}"
    return ShownState(state, label, kind, told)


def period(terms: Terms, on: dt.date) -> str:
    """`Dal 3 marzo 2026 al 31 dicembre 2029`, as much of it as is known."""
    first, last = terms.begins_on, last_day(terms, on)
    begins = capfirst(from_day(first, with_year=True)) if first else ""
    if begins and last:
        return f"{begins} {until_day(last, with_year=True)}"
    if last:
        return f"Fino {until_day(last, with_year=True)}"
    return begins


def needs_date(terms: Terms) -> bool:
    """True where the page says that the day of the signature is to be confirmed."""
    return terms.is_applied and terms.signed_on is None


def days_left(terms: Terms, on: dt.date) -> str:
    """`Mancano 59 giorni.` in the last half year of an agreement; empty before."""
    last = last_day(terms, on)
    if last is None or state_on(terms, on) is not State.EXPIRING:
        return ""
    left = (last - on).days
    if left == 0:
        return "Oggi è l'ultimo giorno."
    return "Manca 1 giorno." if left == 1 else f"Mancano {left} giorni."


def not_signed(terms: Terms, signatures: Sequence[dt.date | None], on: dt.date) -> str:
    """What "In firma" means, for whoever does not know the word.

    `signatures`: the day on which each party has signed, None for one that has not.
    """
    is_signing = state_on(terms, on) is State.SIGNING
    if terms.is_agreed and not is_signing:
        return ""
    yet = " ancora" if is_signing else ""
    signed = [day is not None and day <= on for day in signatures]
    if not any(signed):
        return f"Nessun ente ha{yet} firmato."
    if all(signed):
        return "Tutti gli enti hanno firmato."
    return f"Non tutti gli enti hanno{yet} firmato."


def notice_rule() -> str:
    """When the parties are told that the end is near."""
    first, second = NOTICE_DAYS
    return f"Le parti ricevono un avviso {first} giorni prima della scadenza e uno {second} prima."


def gap_in_words(gap: Gap, after: Terms, on: dt.date) -> str:
    """What no agreement covers, told on a day; `after`: the agreement that follows."""
    begins = capfirst(from_day(gap.since, with_year=True))
    if gap.until is None and needs_date(after):
        return (
            f"{begins} e fino alla sottoscrizione, la cui data è da confermare, nessun "
            "accordo sottoscritto risulta in vigore tra le parti."
        )
    if gap.until is None:
        return f"{begins} nessun accordo è in vigore tra le parti: il nuovo non è ancora firmato."
    told = f"nessun accordo {_was(gap.since, gap.until, on)} in vigore tra le parti."
    if gap.since == gap.until:
        return f"{capfirst(on_day(gap.since))} {told}"
    days = (gap.until - gap.since).days + 1
    return f"{begins} {until_day(gap.until, with_year=True)} ({days} giorni) {told}"


def _was(since: dt.date, until: dt.date, on: dt.date) -> str:
    if until < on:
        return "era"
    return "è" if since <= on else "sarà"


def act_name(kind: str, number: str, dated_on: dt.date | None) -> str:
    """`Deliberazione n. 179 del 2 luglio 2025`."""
    named = f"{kind} n. {number}" if number else kind
    return capfirst(f"{named} {_of_day(dated_on)}" if dated_on else named)


def _of_day(day: dt.date) -> str:
    article = "dell'" if day.day in (8, 11) else "del "
    return article + in_full(day)


def member_since(joined_on: dt.date | None, on: dt.date) -> str:
    """`ingresso previsto` until the day of joining has come."""
    if joined_on is None:
        return "ingresso previsto"
    if joined_on > on:
        return f"ingresso previsto {on_day(joined_on)}"
    return from_day(joined_on, with_year=True)


def joining_in_words(terms: Terms, on: dt.date) -> str:
    """What those are who are named by the agreement on which a network rests."""
    state = state_on(terms, on)
    if state is State.SIGNING or not terms.is_agreed:
        return "Aderenti previsti"
    return "Chi aderiva" if state in ENDED else "Chi aderisce"


def signed_in_words(
    signed_on: dt.date | None, *, date_unknown: bool, is_over: bool = False
) -> str:
    """Whether a party has signed; `is_over`: nobody will sign any more."""
    if signed_on:
        return f"Ha firmato {on_day(signed_on)}"
    if date_unknown:
        return "Firma: data da confermare"
    return "Non risulta che abbia firmato" if is_over else "Firma prevista"
