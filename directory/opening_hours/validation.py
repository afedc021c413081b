"""What is wrong with the hours an editor typed, in Italian."""

from collections.abc import Sequence
from datetime import date, time
from itertools import combinations

from core.dates import WEEKDAYS
from directory.opening_hours import wording
from directory.opening_hours.rows import LAST_WEEK, MIDNIGHT, HoursRow

LATEST_CLOSING = time(4, 0)
WEEKS_OF_MONTH = (None, 1, 2, 3, 4, LAST_WEEK)
MINUTES_A_DAY = 24 * 60
MINUTES_A_WEEK = 7 * MINUTES_A_DAY
DAYS_A_YEAR = 366
LEAP_YEAR = 2000


def validate(rows: Sequence[HoursRow]) -> list[str]:
    """Every problem as a sentence for the editor; an empty list when all is well."""
    problems = [problem for row in rows for problem in _row_problems(row)]
    if problems:
        return problems
    return [
        _overlap_message(first, second)
        for first, second in combinations(rows, 2)
        if _overlap(first, second)
    ]


def _row_problems(row: HoursRow) -> list[str]:
    if row.weekday not in range(len(WEEKDAYS)):
        return ["Scegli un giorno della settimana, da lunedì a domenica."]
    day = wording.capitalised(WEEKDAYS[row.weekday])
    found = (_time_problem(row), _week_problem(row), _validity_problem(row))
    return [f"{day}: {problem}" for problem in found if problem]


def _time_problem(row: HoursRow) -> str:
    if row.opens == row.closes != MIDNIGHT:
        return "l'ora di apertura e quella di chiusura sono uguali."
    if row.crosses_midnight and row.closes > LATEST_CLOSING:
        return (
            f"la chiusura ({wording.clock(row.closes)}) viene prima dell'apertura "
            f"({wording.clock(row.opens)}). Un orario può passare la mezzanotte "
            "solo fino alle 4:00: altrimenti scrivi due righe."
        )
    return ""


def _week_problem(row: HoursRow) -> str:
    if row.week_of_month in WEEKS_OF_MONTH:
        return ""
    return "la settimana del mese va da prima a quarta, oppure è l'ultima."


def _validity_problem(row: HoursRow) -> str:
    first, last = row.valid_from, row.valid_until
    if row.repeats_yearly and row.season is None:
        return "per un orario che torna ogni anno servono la prima e l'ultima data."
    if first is None or last is None:
        return ""
    if row.repeats_yearly:
        if (last - first).days >= DAYS_A_YEAR:
            return "un periodo che torna ogni anno dura meno di un anno."
        return ""
    return "la data di inizio viene dopo quella di fine." if first > last else ""


def _overlap_message(first: HoursRow, second: HoursRow) -> str:
    days = sorted({first.weekday, second.weekday})
    names = wording.capitalised(wording.listed([WEEKDAYS[d] for d in days]))
    one, other = (wording.span(row.opens, row.closes) for row in (first, second))
    return f"{names}: gli orari {one} e {other} si sovrappongono."


def _overlap(first: HoursRow, second: HoursRow) -> bool:
    return (
        _minutes_meet(first, second)
        and _weeks_meet(first, second)
        and _validities_meet(first, second)
    )


def _minutes_meet(first: HoursRow, second: HoursRow) -> bool:
    (start, end), (other_start, other_end) = _minutes(first), _minutes(second)
    return any(
        start + shift < other_end and other_start < end + shift
        for shift in (-MINUTES_A_WEEK, 0, MINUTES_A_WEEK)
    )


def _minutes(row: HoursRow) -> tuple[int, int]:
    """Start and end of the opening in minutes from Monday's midnight."""
    midnight = row.weekday * MINUTES_A_DAY
    start = midnight + row.opens.hour * 60 + row.opens.minute
    end = midnight + row.closes.hour * 60 + row.closes.minute
    return start, end if row.opens < row.closes else end + MINUTES_A_DAY


def _weeks_meet(first: HoursRow, second: HoursRow) -> bool:
    weeks = {first.week_of_month, second.week_of_month}
    if None in weeks or len(weeks) == 1 or first.weekday != second.weekday:
        return True
    # The last one of a month is its fourth, unless the month has five of them.
    return weeks == {4, LAST_WEEK}


def _validities_meet(first: HoursRow, second: HoursRow) -> bool:
    if first.season is None and second.season is None:
        start = max(first.valid_from or date.min, second.valid_from or date.min)
        return start <= min(first.last_day, second.last_day)
    return any(
        start <= other_end and other_start <= end
        for start, end in _parts_of_year(first)
        for other_start, other_end in _parts_of_year(second)
    )


def _parts_of_year(row: HoursRow) -> list[tuple[date, date]]:
    """The stretches of a model year that the validity touches."""
    whole = [(date(LEAP_YEAR, 1, 1), date(LEAP_YEAR, 12, 31))]
    if row.valid_from is None or row.valid_until is None:
        return whole
    if row.season is None and (row.valid_until - row.valid_from).days >= DAYS_A_YEAR:
        return whole
    first = row.valid_from.replace(year=LEAP_YEAR)
    last = row.valid_until.replace(year=LEAP_YEAR)
    if first <= last:
        return [(first, last)]
    return [(whole[0][0], last), (first, whole[0][1])]
