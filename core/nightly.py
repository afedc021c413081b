"""Jobs that run once a night; apps register theirs in `ready()`."""

from collections.abc import Callable

Job = Callable[[], str]

_jobs: dict[str, Job] = {}


def register(name: str, job: Job) -> None:
    """Add an idempotent job; it returns one line that says what it did."""
    _jobs[name] = job


def jobs() -> dict[str, Job]:
    """All jobs by name, in the order they registered."""
    return dict(_jobs)
