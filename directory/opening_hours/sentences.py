"""The one sentence that tells a person whether to come now."""

from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from core.dates import until_day
from directory.opening_hours import wording
from directory.opening_hours.evaluation import Interval, State
from directory.opening_hours.rows import MIDNIGHT, Closure

if TYPE_CHECKING:
    from directory.opening_hours.schedule import Schedule

STALE_AFTER_DAYS = 90
NOT_TOLD = "Orario non ancora comunicato: telefona prima di venire"
CALL_FIRST = "Prima di partire telefona."
NO_NEXT = "Telefona per sapere quando riapre"
YEAR_NEEDED_AFTER = timedelta(days=180)
# Reasons that Italian joins with a bare "per"; others follow a colon.
REASONS_AFTER_PER = (
    *("assemblea", "ferie", "festività", "formazione", "inventario", "lavori"),
    *("lutto", "malattia", "manutenzione", "ristrutturazione", "sciopero"),
    *("sopralluogo", "trasferimento", "trasloco"),
)


def sentence(
    schedule: "Schedule",
    at: datetime,
    verified_on: date | None,
    stale_after_days: int,
) -> str:
    """Tell whether the desk is open; stale hours are told as today's, to be checked."""
    at = schedule.local(at)
    state = schedule.state(at)
    if state is State.UNKNOWN:
        return NOT_TOLD
    if is_stale(at.date(), verified_on, stale_after_days):
        return _stale(schedule, at.date())
    if state is State.OPEN:
        return _open(schedule.until(at), at)
    if state is State.BY_APPOINTMENT:
        return _appointment_now(schedule.present_interval(at), at)
    return _closed(schedule, at)


def is_stale(on: date, verified_on: date | None, stale_after_days: int) -> bool:
    """Whether hours were never verified, or longer ago than the days allowed."""
    return verified_on is None or (on - verified_on).days > stale_after_days


def _stale(schedule: "Schedule", today: date) -> str:
    closure = schedule.closure_on(today)
    if closure:
        return f"{_closed_for(closure, today)}. {CALL_FIRST}"
    day = schedule.day(today)
    if day.slots:
        return f"Orario di oggi: {day.text}. {CALL_FIRST}"
    if day.closed_reason:
        return f"Chiuso oggi ({day.closed_reason}). {CALL_FIRST}"
    return f"Oggi di solito è chiuso. {CALL_FIRST}"


def _open(until: datetime | None, at: datetime) -> str:
    if until is None:
        return "Aperto 24 ore su 24"
    return f"Aperto ora, fino {_end(until, at)}"


def _end(until: datetime, at: datetime) -> str:
    """The end of an opening; its day is told when it is not the coming night."""
    if until - at < timedelta(hours=24):
        return wording.until_time(until.time())
    if until.time() == MIDNIGHT:
        last_day = wording.weekday_date(until.date() - timedelta(days=1))
        return f"alla mezzanotte di {last_day}"
    return f"{wording.at_time(until.time())} di {wording.weekday_date(until.date())}"


def _appointment_now(interval: Interval, at: datetime) -> str:
    if interval.start.time() == MIDNIGHT:
        return f"Oggi su appuntamento, fino {_end(interval.end, at)}"
    return f"Oggi su appuntamento, {_from_to(interval)}"


def _from_to(interval: Interval) -> str:
    start = wording.from_time(interval.start.time())
    return f"{start} {wording.until_time(interval.end.time())}"


def _closed(schedule: "Schedule", at: datetime) -> str:
    today = at.date()
    following = schedule.next_interval(at)
    closure = schedule.closure_on(today)
    reason = schedule.day(today).closed_reason
    if closure:
        closed = _closed_for(closure, today)
        return f"{closed}. {_next(following, today)}" if following else closed
    if reason:
        return f"Chiuso oggi ({reason}). {_next(following, today)}"
    if following and _is_appointment_on(today, following):
        return f"Oggi su appuntamento, {_from_to(following)}"
    return f"Chiuso ora. {_next(following, today)}"


def _is_appointment_on(day: date, interval: Interval) -> bool:
    return interval.state is State.BY_APPOINTMENT and interval.start.date() == day


def _next(following: Interval | None, today: date) -> str:
    if following is None:
        return NO_NEXT
    day = _relative_day(following.start.date(), today)
    if following.state is State.BY_APPOINTMENT:
        return f"Su appuntamento {day}, {_from_to(following)}"
    return f"Apre {day} {wording.at_time(following.start.time())}"


def _relative_day(day: date, today: date) -> str:
    near = {0: "oggi", 1: "domani"}
    return near.get((day - today).days, wording.weekday_date(day))


def _closed_for(closure: Closure, today: date) -> str:
    joined, apart = _reason(closure.reason)
    if closure.ends_on == today:
        return f"Chiuso oggi{joined}{apart}"
    with_year = closure.ends_on - today > YEAR_NEEDED_AFTER
    end = until_day(closure.ends_on, with_year=with_year)
    return f"Chiuso{joined} fino {end}{apart}"


def _reason(reason: str) -> tuple[str, str]:
    """The reason before the dates ("per ferie"), or after them, after a colon."""
    words = " ".join(reason.split()).rstrip(".")
    if not words:
        return "", ""
    lowered = words[0].lower() + words[1:]
    first = lowered.split()[0].rstrip(",;:")
    if first == "per":
        return f" {lowered}", ""
    if first in REASONS_AFTER_PER:
        return f" per {lowered}", ""
    return "", f": {lowered}"
