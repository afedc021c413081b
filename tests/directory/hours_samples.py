"""Random hours, and an evaluator of rows that knows nothing of the compiled string."""

from datetime import date, datetime, time, timedelta

from hypothesis import strategies as st

from directory.opening_hours import Closure, HoursRow, Patron, State, validate
from directory.opening_hours.public_holidays import holiday_name

PATRON = Patron("Sant'Omobono", 11, 13)
DAY = timedelta(days=1)
QUARTERS = [time(hour, minute) for hour in range(24) for minute in (0, 15, 30, 45)]
YEARS = (date(2025, 1, 1), date(2029, 1, 1))

dates = st.dates(*YEARS)
moments = st.builds(datetime.combine, dates, st.sampled_from(QUARTERS))


@st.composite
def rows(draw):
    """Any row an editor may save, half of them without a period of validity."""
    first, last = draw(st.one_of(st.just((None, None)), st.tuples(ends, ends)))
    repeats = bool(first and last) and draw(st.booleans())
    if first and last and not repeats:
        first, last = min(first, last), max(first, last)
    return HoursRow(
        weekday=draw(st.integers(0, 6)),
        opens=draw(st.sampled_from(QUARTERS)),
        closes=draw(st.sampled_from(QUARTERS)),
        week_of_month=draw(st.sampled_from([None, None, 1, 2, 3, 4, -1])),
        by_appointment=draw(st.booleans()),
        valid_from=first,
        valid_until=last,
        repeats_yearly=repeats,
        on_public_holidays=draw(st.booleans()),
    )


ends = st.one_of(st.none(), dates)


def together(candidates):
    """The rows that an editor could have saved side by side."""
    kept = []
    for row in candidates:
        if not validate([*kept, row]):
            kept.append(row)
    return kept


row_sets = st.lists(rows(), min_size=1, max_size=8).map(together).filter(bool)


@st.composite
def closures(draw):
    """A closure of one day to a month, some with words that could break the string."""
    start = draw(dates)
    reasons = ["", "ferie", 'a"; 24/7 || "b', "ferie\nestive", '"', " \x00 "]
    return Closure(
        start,
        start + draw(st.integers(0, 30)) * DAY,
        draw(st.sampled_from(reasons)),
    )


closure_sets = st.lists(closures(), max_size=4)


def naive_states(rows, closures, patron, at):
    """What the rows say at a moment on the wall clock: a set, as kinds may overlap."""

    def is_shut(row, day):
        feast = patron and (day.month, day.day) == (patron.month, patron.day)
        holiday = feast or holiday_name(day, "IT")
        return bool(holiday and not row.on_public_holidays) or any(
            closure.starts_on <= day <= closure.ends_on for closure in closures
        )

    found = set()
    for row in rows:
        for day in (at.date() - DAY, at.date()):
            start = datetime.combine(day, row.opens)
            end = datetime.combine(day, row.closes)
            end += DAY if end <= start else timedelta()
            if not (is_due(row, day) and start <= at < end):
                continue
            if not (is_shut(row, day) or is_shut(row, at.date())):
                found.add(State.BY_APPOINTMENT if row.by_appointment else State.OPEN)
    return found or {State.CLOSED}


def is_due(row, day):
    """Whether weekday, week of the month and validity fit, counted in another way."""
    same_days = [n for n in month_of(day) if n.weekday() == row.weekday]
    if row.week_of_month is not None:
        index = row.week_of_month - (row.week_of_month > 0)
        same_days = [same_days[index]]
    if day not in same_days:
        return False
    if row.repeats_yearly:
        first, last = row.valid_from.strftime("%m%d"), row.valid_until.strftime("%m%d")
        today = day.strftime("%m%d")
        inside = first <= today, today <= last
        return all(inside) if first <= last else any(inside)
    return not (row.valid_from and day < row.valid_from) and not (
        row.valid_until and day > row.valid_until
    )


def month_of(day):
    """All days of the month."""
    first = day.replace(day=1)
    days = [first + n * DAY for n in range(31)]
    return [n for n in days if n.month == day.month]
