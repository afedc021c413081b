"""Opening hours: from what editors type to what a person at the door needs to know."""

from directory.opening_hours.closures import closure_problems
from directory.opening_hours.compiler import compile_osm
from directory.opening_hours.evaluation import State
from directory.opening_hours.rows import Closure, HoursRow, Patron
from directory.opening_hours.schedule import Schedule
from directory.opening_hours.sentences import STALE_AFTER_DAYS
from directory.opening_hours.structured_data import schema_org
from directory.opening_hours.summary import SummaryLine, summary_lines
from directory.opening_hours.validation import validate
from directory.opening_hours.week import DayHours, Slot

__all__ = [
    "STALE_AFTER_DAYS",
    "Closure",
    "DayHours",
    "HoursRow",
    "Patron",
    "Schedule",
    "Slot",
    "State",
    "SummaryLine",
    "closure_problems",
    "compile_osm",
    "schema_org",
    "summary_lines",
    "validate",
]
