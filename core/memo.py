"""What is short, asked for by every page and seldom changed, kept in the process a minute.

Django's cache would copy the objects at each reading; here all readers share them, so
what is kept must not be changed by those who read it. A change is seen at once by the
process that made it (`forget`), by the others within a minute.
"""

import time
from collections.abc import Callable
from typing import Any, TypeVar

T = TypeVar("T")
SECONDS = 60.0

_kept: dict[str, tuple[float, Any]] = {}


def remembered(key: str, make: Callable[[], T]) -> T:
    """The value under `key`, made anew where there is none younger than a minute."""
    now = time.monotonic()
    found = _kept.get(key)
    if found is not None and found[0] > now:
        value: T = found[1]
        return value
    made = make()
    _kept[key] = (now + SECONDS, made)
    return made


def forget(prefix: str = "") -> None:
    """Drop what is kept under keys that begin with `prefix`."""
    for key in [key for key in _kept if key.startswith(prefix)]:
        del _kept[key]
