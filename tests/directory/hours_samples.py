"""Random hours, and an evaluator of rows that knows nothing of the compiled string."""

from datetime import date, datetime, time, timedelta
from typing import NamedTuple

from hypothesis import strategies as st

from directory.opening_hours import Closure, HoursRow, Patron, Schedule, State, validate
from directory.opening_hours.public_holidays import holiday_name

PATRON = Patron("Sant'Omobono", 11, 13)
DAY = timedelta(days=1)
YEAR = timedelta(days=365)
HOURS = [time(hour, minute) for hour in range(24) for minute in (0, 30)]
USUAL = [
    *((time(9), time(12)), (time(14), time(17)), (time(12), time(14))),
    *((time(20), time(2)), (time(22), time(1)), (time(18), time(0))),
    (time(0), time(0)),
]
REASONS = ["", "ferie", 'a"; 24/7 || "b', "ferie\nestive", '"', " \x00 "]
# Days around which hours go wrong: holidays, the patron, summer time, month ends.
HARD_DAYS = [
    *(date(2026, 11, 13), date(2026, 12, 8), date(2026, 12, 26), date(2027, 1, 6)),
    *(date(2026, 4, 5), date(2027, 10, 4), date(2025, 10, 4), date(2026, 3, 29)),
    *(date(2026, 10, 25), date(2028, 2, 29), date(2027, 2, 28), date(2026, 8, 31)),
]


class Case(NamedTuple):
    """A desk's hours, and a day near which they have something to say."""

    day: date
    rows: list[HoursRow]
    closures: list[Closure]
    patron: Patron | None

    @property
    def schedule(self):
        return Schedule(self.rows, self.closures, self.patron)

    @property
    def instants(self):
        """Starts and ends of the rows, and the quarter before, on four days."""
        edges = {time for row in self.rows for time in (row.opens, row.closes)}
        days = [self.day + number * DAY for number in range(-1, 3)]
        exact = [datetime.combine(day, edge) for day in days for edge in sorted(edges)]
        return exact + [moment - timedelta(minutes=15) for moment in exact]


@st.composite
def cases(draw):
    """Rows that may stand side by side, most of them near one day."""
    days = st.one_of(
        st.sampled_from(HARD_DAYS), st.dates(date(2025, 1, 1), date(2029, 1, 1))
    )
    day = draw(days)
    candidates = draw(st.lists(rows_near(day), min_size=1, max_size=7))
    closures = draw(st.lists(closures_near(day), max_size=3))
    return Case(
        day, together(candidates), closures, draw(st.sampled_from([None, PATRON]))
    )


@st.composite
def rows_near(draw, day):
    """Any row an editor may save; half of them hold without a period."""
    always = st.just((None, None))
    first, last = draw(st.one_of(always, always, periods_near(day)))
    repeats = bool(first and last) and draw(st.booleans())
    if repeats:
        first = first - draw(st.integers(0, 3)) * YEAR
        last = first + (last - first) % YEAR
    elif first and last:
        first, last = min(first, last), max(first, last)
    weekdays = st.sampled_from(
        [(day + number * DAY).weekday() for number in (0, 0, 1, -1)]
    )
    spans = st.tuples(st.sampled_from(HOURS), st.sampled_from(HOURS))
    opens, closes = draw(st.sampled_from(USUAL) | spans)
    return HoursRow(
        weekday=draw(weekdays),
        opens=opens,
        closes=closes,
        week_of_month=draw(st.sampled_from([None, None, None, 1, 2, 3, 4, -1])),
        by_appointment=draw(st.booleans()),
        valid_from=first,
        valid_until=last,
        repeats_yearly=repeats,
        on_public_holidays=draw(st.booleans()),
    )


def periods_near(day):
    """Two ends, each near the day, far from it, or missing."""
    near = st.integers(-2, 2).map(lambda number: day + number * DAY)
    far = st.integers(-400, 400).map(lambda number: day + number * DAY)
    end = st.one_of(st.none(), near, far)
    return st.tuples(end, end)


def closures_near(day):
    """A closure of one to four days, some with words that could break the string."""
    starts = st.integers(-3, 2).map(lambda number: day + number * DAY)
    return st.builds(
        lambda start, length, reason: Closure(start, start + length * DAY, reason),
        starts,
        st.integers(0, 3),
        st.sampled_from(REASONS),
    )


def together(candidates):
    """The rows that an editor could have saved side by side."""
    kept = []
    for row in candidates:
        if not validate([*kept, row]):
            kept.append(row)
    return kept


def naive_states(case, at):
    """What the rows say at a moment on the wall clock: a set, as kinds may overlap."""

    def is_shut(row, day):
        feast = case.patron and (day.month, day.day) == (PATRON.month, PATRON.day)
        holiday = feast or holiday_name(day, "IT")
        return bool(holiday and not row.on_public_holidays) or any(
            closure.starts_on <= day <= closure.ends_on for closure in case.closures
        )

    found = set()
    for row in case.rows:
        for day in (at.date() - DAY, at.date()):
            start = datetime.combine(day, row.opens)
            end = datetime.combine(day, row.closes)
            end += DAY if end <= start else timedelta()
            if not (start <= at < end and is_due(row, day)):
                continue
            if not (is_shut(row, day) or is_shut(row, at.date())):
                found.add(State.BY_APPOINTMENT if row.by_appointment else State.OPEN)
    return found or {State.CLOSED}


def is_due(row, day):
    """Whether weekday, week of the month and validity fit, counted in another way."""
    same_days = [n for n in month_of(day) if n.weekday() == row.weekday]
    if row.week_of_month is not None:
        same_days = [same_days[row.week_of_month - (row.week_of_month > 0)]]
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
    days = [first + number * DAY for number in range(31)]
    return [each for each in days if each.month == day.month]
