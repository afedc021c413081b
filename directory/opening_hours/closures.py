"""What is wrong with the closures an editor typed, in Italian."""

from collections.abc import Sequence
from itertools import combinations

from directory.opening_hours.rows import Closure


def closure_problems(closures: Sequence[Closure]) -> list[tuple[int, str]]:
    """(place of the later one, sentence for the editor) for each closure that meets another."""
    return [
        (second, _message(closures[first]))
        for first, second in combinations(range(len(closures)), 2)
        if _meet(closures[first], closures[second])
    ]


def _meet(one: Closure, other: Closure) -> bool:
    return one.starts_on <= other.ends_on and other.starts_on <= one.ends_on


def _message(closure: Closure) -> str:
    first, last = closure.starts_on, closure.ends_on
    days = f"{first:%d/%m/%Y}–{last:%d/%m/%Y}" if first != last else f"{first:%d/%m/%Y}"
    return (
        f"Questi giorni sono già in un'altra chiusura ({days}): cambia le date o togli una "
        "delle due."
    )
